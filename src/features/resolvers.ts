import { nodeResolver } from '../platform/graphql/node.resolver.js';
import { AmendmentResolver } from './amendments/amendment.resolver.js';
import { AssessmentPeriodResolver, CorrectionResolver } from './assessment-periods/assessment-period.resolver.js';
import { RecordResolver } from './assessment-periods/record.resolver.js';
import { AuditTrailResolver } from './audit/audit-trail.resolver.js';
import { CalendarResolver } from './calendar/calendar.resolver.js';
import { CheckResolver } from './checks/check.resolver.js';
import { ContractResolver } from './contracts/contract.resolver.js';
import { ReadingResolver } from './contracts/reading.resolver.js';
import { EvidenceResolver } from './evidence/evidence.resolver.js';
import { EvidenceCommandsResolver } from './evidence/evidence-commands.resolver.js';
import {
  CheckEvidenceResolver,
  DeliverableEvidenceResolver,
  FindingEvidenceResolver,
  NoticeEvidenceResolver,
  ObservationEvidenceResolver,
  PeriodEvidenceResolver,
} from './evidence/evidence-of-subject.resolver.js';
import { nodeFinders } from './nodes.js';
import { ContractTermResolver, NoticeResolver } from './notices/notice.resolver.js';
import { ObligationResolver } from './obligations/obligation.resolver.js';
import { PreviewPerformanceResolver } from './operator-performance/preview-performance.resolver.js';
import {
  LeaveResolver,
  OperatorEventResolver,
  OperatorMonthResolver,
  StaffHistoryResolver,
} from './operator-performance/stored-month.resolver.js';
import { AppealResolver } from './scores/appeal.resolver.js';
import { PeriodStandingResolver } from './scores/period-standing.resolver.js';
import { PreviewScoreResolver } from './scores/preview-score.resolver.js';
import { ReadingCostResolver } from './scores/reading-cost.resolver.js';
import { ScorePeriodResolver } from './scores/score-period.resolver.js';
import { PeriodScoreResolver, ScorecardResolver } from './scores/scorecard.resolver.js';
import { ScorecardChangesResolver, ScorecardComparedResolver } from './scores/scorecard-changes.resolver.js';
import { ContractAccountResolver } from './settlements/account.resolver.js';
import { InvoiceResolver, StatementInvoicesResolver } from './settlements/invoice.resolver.js';
import { BankAccountResolver, PaymentResolver } from './settlements/payment.resolver.js';
import { PreviewSettlementResolver } from './settlements/preview-settlement.resolver.js';
import { StatementResolver, StatementScorecardResolver } from './settlements/statement.resolver.js';
import {
  ComplianceResolver,
  DutyRosterResolver,
  DutyShiftResolver,
  RosterSnapshotResolver,
  StaffingBreachResolver,
} from './staffing/compliance.resolver.js';
import { ReplacementDemandResolver } from './staffing/demand.resolver.js';
import { DisclosureResolver, PersonnelChangeResolver, StaffEventResolver, StaffResolver } from './staffing/staff.resolver.js';
import { AttendanceResolver, ExamResultResolver, TrainingResolver } from './staffing/training.resolver.js';
import { TenantResolver } from './tenants/tenant.resolver.js';

/** Every resolver, in the features' declared order. */
export const resolvers = [
  nodeResolver(nodeFinders),
  TenantResolver,
  ContractResolver,
  ReadingResolver,
  CalendarResolver,
  AssessmentPeriodResolver,
  CorrectionResolver,
  RecordResolver,
  ScorecardResolver,
  PeriodScoreResolver,
  ScorePeriodResolver,
  AppealResolver,
  ScorecardChangesResolver,
  ScorecardComparedResolver,
  PeriodStandingResolver,
  ReadingCostResolver,
  PreviewScoreResolver,
  ObligationResolver,
  NoticeResolver,
  ContractTermResolver,
  CheckResolver,
  EvidenceResolver,
  PeriodEvidenceResolver,
  FindingEvidenceResolver,
  ObservationEvidenceResolver,
  DeliverableEvidenceResolver,
  NoticeEvidenceResolver,
  CheckEvidenceResolver,
  EvidenceCommandsResolver,
  AmendmentResolver,
  PreviewSettlementResolver,
  StatementResolver,
  StatementScorecardResolver,
  ContractAccountResolver,
  BankAccountResolver,
  PaymentResolver,
  InvoiceResolver,
  StatementInvoicesResolver,
  StaffResolver,
  StaffEventResolver,
  PersonnelChangeResolver,
  ReplacementDemandResolver,
  DisclosureResolver,
  TrainingResolver,
  AttendanceResolver,
  ExamResultResolver,
  DutyRosterResolver,
  DutyShiftResolver,
  RosterSnapshotResolver,
  ComplianceResolver,
  StaffingBreachResolver,
  LeaveResolver,
  OperatorEventResolver,
  OperatorMonthResolver,
  StaffHistoryResolver,
  PreviewPerformanceResolver,
  AuditTrailResolver,
] as const;
