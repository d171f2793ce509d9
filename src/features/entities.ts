import { IdempotencyKey } from '../platform/persistence/idempotency-key.entity.js';
import { AssessmentPeriod } from './assessment-periods/assessment-period.entity.js';
import { Correction } from './assessment-periods/correction.entity.js';
import { Finding, FindingDecision } from './assessment-periods/finding.entity.js';
import { Judgement } from './assessment-periods/judgement.entity.js';
import { Observation } from './assessment-periods/observation.entity.js';
import { Reduction, ReductionWithdrawal } from './assessment-periods/reduction.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { CalendarDay } from './calendar/calendar-day.entity.js';
import { Check, CheckPiece, CheckWithdrawal } from './checks/check.entity.js';
import { Contract, ContractParty } from './contracts/contract.entity.js';
import { Clause, ContractVersion, Reading, StaffingRequirement } from './contracts/contract-version.entity.js';
import { ReadingAgreement, ReadingProposal } from './contracts/reading-agreement.entity.js';
import { Rubric } from './contracts/rubric.entity.js';
import { Evidence, EvidenceLink, EvidenceReview, EvidenceWithdrawal } from './evidence/evidence.entity.js';
import { EvidenceUpload, EvidenceVerdict } from './evidence/upload.entity.js';
import { Notice, NoticeEvent, NoticeStep } from './notices/notice.entity.js';
import {
  Deliverable,
  DeliverableReview,
  ObligationDate,
  ObligationEvent,
  ObligationEventWithdrawal,
} from './obligations/obligation.entity.js';
import { LeaveDecision, LeaveProof, LeaveRequest } from './operator-performance/leave.entity.js';
import {
  OperatorClosing,
  OperatorConfirmation,
  OperatorMark,
  RecordedOperatorEvent,
} from './operator-performance/operator-month.entity.js';
import { Appeal, AppealDecision } from './scores/appeal.entity.js';
import { Scorecard, ScorecardPublication } from './scores/scorecard.entity.js';
import { Signature, SignatureRefusal } from './scores/signature.entity.js';
import { AuthenticationFailure, Invoice, InvoiceDecision, InvoiceDocument, InvoiceRequest } from './settlements/invoice.entity.js';
import { LedgerEntry } from './settlements/ledger-entry.entity.js';
import { BankAccount, BankAccountConfirmation, Payment, PaymentReversal } from './settlements/payment.entity.js';
import { SettlementStatement, StatementApproval } from './settlements/statement.entity.js';
import { DutyRoster, DutyShift } from './staffing/duty.entity.js';
import { PersonnelChange, PersonnelDecision, ReplacementDemand } from './staffing/personnel-change.entity.js';
import { RosterSnapshot, StaffingBreach } from './staffing/snapshot.entity.js';
import { Disclosure, PersonalData, Staff, StaffProof } from './staffing/staff.entity.js';
import { StaffEvent } from './staffing/staff-event.entity.js';
import { Exam, ExamResult, Training, TrainingAttendance, TrainingSession } from './staffing/training.entity.js';
import { Membership } from './tenants/membership.entity.js';
import { Organisation } from './tenants/organisation.entity.js';
import { Tenant } from './tenants/tenant.entity.js';

/** Every entity, in the features' declared order. */
export const entities = [
  IdempotencyKey,
  Tenant,
  Organisation,
  Membership,
  Contract,
  ContractParty,
  Rubric,
  ContractVersion,
  Clause,
  StaffingRequirement,
  Reading,
  ReadingProposal,
  ReadingAgreement,
  CalendarDay,
  AssessmentPeriod,
  Observation,
  Finding,
  FindingDecision,
  Judgement,
  Reduction,
  ReductionWithdrawal,
  Correction,
  Scorecard,
  ScorecardPublication,
  Appeal,
  AppealDecision,
  Signature,
  SignatureRefusal,
  ObligationDate,
  ObligationEvent,
  ObligationEventWithdrawal,
  Deliverable,
  DeliverableReview,
  Notice,
  NoticeStep,
  NoticeEvent,
  Check,
  CheckPiece,
  CheckWithdrawal,
  EvidenceUpload,
  EvidenceVerdict,
  Evidence,
  EvidenceLink,
  EvidenceReview,
  EvidenceWithdrawal,
  SettlementStatement,
  StatementApproval,
  BankAccount,
  BankAccountConfirmation,
  Payment,
  PaymentReversal,
  LedgerEntry,
  InvoiceRequest,
  Invoice,
  InvoiceDocument,
  InvoiceDecision,
  AuthenticationFailure,
  Staff,
  PersonalData,
  ReplacementDemand,
  PersonnelChange,
  PersonnelDecision,
  StaffEvent,
  StaffProof,
  Disclosure,
  DutyRoster,
  DutyShift,
  Training,
  TrainingSession,
  TrainingAttendance,
  Exam,
  ExamResult,
  RosterSnapshot,
  StaffingBreach,
  LeaveRequest,
  LeaveDecision,
  LeaveProof,
  RecordedOperatorEvent,
  OperatorClosing,
  OperatorConfirmation,
  OperatorMark,
  AuditEntry,
];
