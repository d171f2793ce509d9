import { type Estate, named, type RootCase } from './isolation-matrix.js';
import { doneOrTold, mutation, obstacles } from './isolation-mutation.js';
import { PEOPLE_MUTATIONS } from './isolation-people-mutations.js';

const document = { zh: '测试', en: 'Test' };

/** A decision about a finding. */
const decision = (name: string, state: 'PROPOSED' | 'CONFIRMED'): RootCase => ({
  document: mutation(name, obstacles('FindingNotDecidableError')),
  variables: async (of) => ({ input: { findingId: await of.findingIn(state), reason: 'test' } }),
  denial: 'NOT_FOUND',
  isGranted: named('Finding'),
});

/** Something that a signatory of the vendor does with the published scorecard. */
const ofScorecard = async (of: Estate) => ({ scorecardId: (await of.latestScorecard('unsigned')).id });

/** Something that a finance officer does with the tenant's money. */
const ofMoney = (name: string, error: string, type: string, input: (of: Estate) => object): RootCase => ({
  document: mutation(name, obstacles(error)),
  role: 'FINANCE',
  variables: (of) => ({ input: input(of) }),
  denial: 'NOT_FOUND',
  isGranted: doneOrTold(type),
});

/** Every mutation, in an order in which the owner can do them one after the other. */
export const MUTATIONS: Readonly<Record<string, RootCase>> = {
  recordObservations: {
    document: mutation('recordObservations'),
    variables: ({ openId, observation }) => ({ input: { periodId: openId, observations: [observation] } }),
    denial: 'NOT_FOUND',
    isGranted: named('RecordedObservations'),
  },
  recordFindings: {
    document: mutation('recordFindings'),
    variables: ({ openId, finding }) => ({ input: { periodId: openId, findings: [finding] } }),
    denial: 'NOT_FOUND',
    isGranted: named('RecordedFindings'),
  },
  judgeItem: {
    document: mutation('judgeItem'),
    variables: ({ openId, judgement }) => ({ input: { periodId: openId, ...judgement } }),
    denial: 'NOT_FOUND',
    isGranted: named('Judgement'),
  },
  proposeFinding: {
    document: mutation('proposeFinding'),
    role: 'VENDOR_STAFF',
    variables: ({ openId, favour }) => ({ input: { periodId: openId, finding: favour } }),
    denial: 'NOT_FOUND',
    isGranted: named('Finding'),
  },
  confirmFinding: decision('confirmFinding', 'PROPOSED'),
  rejectFinding: decision('rejectFinding', 'PROPOSED'),
  withdrawFinding: decision('withdrawFinding', 'CONFIRMED'),
  recordCheck: {
    document: mutation('recordCheck'),
    variables: ({ openId, check }) => ({
      input: { ...check, periodId: openId, method: 'test', pieces: [{ reference: 'test', result: 'PASSED' }] },
    }),
    denial: 'NOT_FOUND',
    isGranted: named('Check'),
  },
  withdrawCheck: {
    document: mutation('withdrawCheck', obstacles('CheckNotWithdrawableError')),
    variables: ({ ids }) => ({ input: { checkId: ids.get('Check')![0], reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: doneOrTold('Check'),
  },
  issueNotice: {
    document: mutation('issueNotice'),
    variables: ({ contract, noticeClauses: clauses }) => ({
      input: { contract, kind: 'DISPUTE', subject: 'test', text: 'test', occurredOn: '2026-01-05', clauses },
    }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('Notice'),
  },
  // Who takes the step is told what stands in its way, which needs the notice to be found.
  answerNotice: {
    document: mutation('answerNotice', obstacles('NoticeStepNotTakenError')),
    role: 'VENDOR_MANAGER',
    variables: ({ ids }) => ({ input: { noticeId: ids.get('Notice')![0], step: 'ANSWERED', text: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: (field) => field.__typename === 'Notice' || field.obstacles.length > 0,
  },
  closeNotice: {
    document: mutation('closeNotice', obstacles('NoticeStepNotTakenError')),
    variables: ({ ids }) => ({ input: { noticeId: ids.get('Notice')![0], text: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: (field) => field.__typename === 'Notice' || field.obstacles.length > 0,
  },
  scorePeriod: {
    document: mutation('scorePeriod'),
    variables: ({ openId }) => ({ input: { periodId: openId } }),
    denial: 'NOT_FOUND',
    isGranted: named('Scorecard'),
  },
  publishScorecard: {
    document: mutation('publishScorecard', obstacles('ScorecardNotPublishableError')),
    variables: async (of) => ({ input: { scorecardId: (await of.latestScorecard('open')).id } }),
    denial: 'NOT_FOUND',
    // The open period of some lacks data: then the obstacles are told, which needs the scorecard to be found.
    isGranted: (field) => field.__typename === 'Scorecard' || field.obstacles.includes('INCOMPLETE'),
  },
  appealItem: {
    document: mutation('appealItem', obstacles('ItemNotAppealableError')),
    role: 'VENDOR_STAFF',
    variables: async (of) => ({ input: { ...(await ofScorecard(of)), item: of.judgement.item, reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Appeal'),
  },
  decideAppeal: {
    document: mutation('decideAppeal', obstacles('AppealNotDecidableError')),
    person: 2,
    variables: async (of) => ({ input: { appealId: await of.openAppeal(), outcome: 'DISMISSED', reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Appeal'),
  },
  refuseSignature: {
    document: mutation('refuseSignature', obstacles('ScorecardNotSignableError')),
    role: 'VENDOR_SIGNATORY',
    variables: async (of) => ({ input: { ...(await ofScorecard(of)), reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Scorecard'),
  },
  signScorecard: {
    document: mutation('signScorecard', obstacles('ScorecardNotSignableError')),
    role: 'VENDOR_SIGNATORY',
    variables: async (of) => {
      const { id, digest } = await of.latestScorecard('unsigned');
      return { input: { scorecardId: id, digest } };
    },
    denial: 'NOT_FOUND',
    isGranted: named('Scorecard'),
  },
  correctScorecard: {
    document: mutation('correctScorecard', obstacles('ScorecardNotCorrectableError')),
    variables: async (of) => ({ input: { ...(await ofScorecard(of)), reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Correction'),
  },
  proposeReading: {
    document: mutation('proposeReading'),
    role: 'VENDOR_SIGNATORY',
    variables: ({ contract, reading }) => ({ input: { contract, ...reading, reason: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('ReadingProposal'),
  },
  agreeReading: {
    document: mutation('agreeReading', obstacles('ReadingNotAgreeableError')),
    role: 'AGENCY_SIGNATORY',
    variables: async (of) => ({ input: { proposalId: await of.pendingProposal(), agreedOn: '2026-01-06', document } }),
    denial: 'NOT_FOUND',
    isGranted: named('ReadingAgreed'),
  },
  amendContract: {
    document: mutation('amendContract'),
    role: 'TENANT_ADMIN',
    variables: ({ contract, amendedFrom: effectiveFrom }) => ({ input: { contract, effectiveFrom, document } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('ContractAmended'),
  },
  voidClause: {
    document: mutation('voidClause'),
    role: 'TENANT_ADMIN',
    variables: ({ contract, clause, voidFrom: effectiveFrom }) => ({
      input: { contract, clause, effectiveFrom, reason: 'test', document },
    }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('ContractAmended'),
  },
  addCalendarDays: {
    document: mutation('addCalendarDays'),
    role: 'TENANT_ADMIN',
    variables: () => ({
      input: { noticeNumber: 'test', noticeIssuedOn: '2026-01-05', days: [{ day: '2027-08-02', isWorkingDay: false, name: 'test' }] },
    }),
    denial: 'OWN',
    isGranted: named('CalendarDaysAdded'),
  },
  setObligationDate: {
    document: mutation('setObligationDate'),
    variables: async (of) => {
      const { contract, demanded: obligation } = of;
      return { input: { contract, obligation, occurrence: await of.demandedOccurrence(), dayOfNextMonth: 20, reason: 'test' } };
    },
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('StandingObligations'),
  },
  consentToDelay: {
    document: mutation('consentToDelay'),
    variables: ({ contract, owed }) => ({ input: { contract, ...owed, until: '2026-02-27', reason: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('StandingObligation'),
  },
  demandDeliverable: {
    document: mutation('demandDeliverable'),
    variables: ({ contract, demanded: obligation }) => ({ input: { contract, obligation, dueOn: '2026-01-12', note: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('StandingObligation'),
  },
  recordObligationEvent: {
    document: mutation('recordObligationEvent'),
    variables: ({ contract, event }) => ({ input: { contract, event, occurredOn: '2026-01-05', note: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('StandingObligations'),
  },
  withdrawObligationEvent: {
    document: mutation('withdrawObligationEvent', obstacles('ObligationEventNotWithdrawableError')),
    variables: async (of) => ({ input: { contract: of.contract, occurrence: await of.demandedOccurrence(), reason: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: doneOrTold('StandingObligations'),
  },
  submitDeliverable: {
    document: mutation('submitDeliverable'),
    role: 'VENDOR_STAFF',
    variables: ({ contract, owed }) => ({ input: { contract, ...owed, description: 'test' } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('Deliverable'),
  },
  reviewDeliverable: {
    document: mutation('reviewDeliverable', obstacles('DeliverableNotReviewableError')),
    person: 2,
    variables: async (of) => ({ input: { deliverableId: await of.deliverable(), outcome: 'RETURNED', reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Deliverable'),
  },
  createUpload: {
    document: mutation('createUpload', '... on UploadCreated { uploadId address }'),
    role: 'VENDOR_STAFF',
    variables: () => ({ input: { fileName: 'a.txt', contentType: 'text/plain', sizeBytes: 1, sha256: 'a'.repeat(64) } }),
    denial: 'OWN',
    isGranted: named('UploadCreated'),
  },
  submitEvidence: {
    document: mutation('submitEvidence', obstacles('EvidenceNotSubmittableError')),
    role: 'VENDOR_STAFF',
    variables: ({ uploadId, openId: periodId, judgement: { item } }) => ({ input: { uploadId, links: [{ item: { periodId, item } }] } }),
    denial: 'NOT_FOUND',
    isGranted: named('Evidence'),
  },
  reviewEvidence: {
    document: mutation('reviewEvidence', obstacles('EvidenceNotReviewableError')),
    variables: async (of) => ({ input: { evidenceId: await of.evidence('SUBMITTED'), outcome: 'RETURNED', reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Evidence'),
  },
  withdrawEvidence: {
    document: mutation('withdrawEvidence', obstacles('EvidenceNotWithdrawableError')),
    role: 'VENDOR_STAFF',
    variables: async (of) => ({ input: { evidenceId: await of.evidence('RETURNED'), reason: 'test' } }),
    denial: 'NOT_FOUND',
    isGranted: named('Evidence'),
  },
  issueStatement: {
    document: mutation('issueStatement', obstacles('StatementNotIssuableError')),
    role: 'FINANCE',
    variables: ({ contract }) => ({ input: { contract, instalment: 1 } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: doneOrTold('SettlementStatement'),
  },
  approveStatement: ofMoney('approveStatement', 'StatementNotApprovableError', 'SettlementStatement', ({ money }) => ({
    statementId: money.issued,
    digest: 'sha256:0',
  })),
  requestInvoice: ofMoney('requestInvoice', 'InvoiceNotRequestableError', 'SettlementStatement', ({ money }) => ({
    statementId: money.approved,
  })),
  submitInvoice: {
    ...ofMoney('submitInvoice', 'InvoiceNotSubmittableError', 'Invoice', ({ money }) => ({
      statementId: money.approved,
      kind: 'ORDINARY',
      number: '2'.repeat(20),
      issuedOn: '2026-01-05',
      amount: '10.00',
      tax: '1.00',
      buyerName: 'test',
      buyerTaxNumber: '1'.repeat(18),
      sellerName: 'test',
      sellerTaxNumber: '1'.repeat(18),
    })),
    role: 'VENDOR_STAFF',
  },
  acceptInvoice: ofMoney('acceptInvoice', 'InvoiceNotDecidableError', 'Invoice', ({ money }) => ({ invoiceId: money.invoice })),
  rejectInvoice: ofMoney('rejectInvoice', 'InvoiceNotDecidableError', 'Invoice', ({ money }) => ({
    invoiceId: money.invoice,
    reason: 'test',
  })),
  recordAuthenticationFailure: ofMoney('recordAuthenticationFailure', 'AuthenticationNotRecordableError', 'Invoice', ({ money }) => ({
    invoiceId: money.invoice,
    foundOn: '2026-01-06',
    reason: 'test',
  })),
  recordPayment: ofMoney('recordPayment', 'PaymentNotRecordableError', 'Payment', ({ money }) => ({
    statementId: money.approved,
    amount: '1.00',
    paidOn: '2026-01-06',
    bankReference: 'another',
    fromAccountId: money.from,
    toAccountId: money.to,
  })),
  reversePayment: ofMoney('reversePayment', 'PaymentNotReversibleError', 'Payment', ({ money }) => ({
    paymentId: money.payment,
    reason: 'test',
  })),
  confirmBankAccount: ofMoney('confirmBankAccount', 'BankAccountNotConfirmableError', 'BankAccount', ({ money }) => ({
    accountId: money.from,
  })),
  proposeBankAccount: {
    document: mutation('proposeBankAccount'),
    role: 'FINANCE',
    variables: ({ payer: organisation }) => ({
      input: { organisation, holder: 'test', bank: 'test', number: '00000000', reason: 'test' },
    }),
    denial: 'NO_ORGANISATION',
    isByCode: true,
    isGranted: named('BankAccount'),
  },
  ...PEOPLE_MUTATIONS,
};
