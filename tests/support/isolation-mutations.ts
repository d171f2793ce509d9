import { type Estate, type Field, named, type RootCase } from './isolation-matrix.js';

/** Mutations that find nothing wrong with their input as such. */
const WITHOUT_PROBLEMS = ['publishScorecard', 'signScorecard', 'approveStatement', 'requestInvoice', 'confirmBankAccount'];

const mutation = (name: string, more = ''): string => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const problems = WITHOUT_PROBLEMS.includes(name) ? '' : '... on InvalidInputError { problems { path code message } }';
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${more} ${problems} } }`;
};

const obstacles = (error: string): string => `... on ${error} { obstacles }`;

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

/** Whether something was done, or its owner was told what stands in the way: it is found. */
const doneOrTold = (type: string) => (field: Field) => field.__typename === type || field.obstacles.length > 0;

/** Something that a finance officer does with the tenant's money. */
const ofMoney = (name: string, error: string, type: string, input: (of: Estate) => object): RootCase => ({
  document: mutation(name, obstacles(error)),
  role: 'FINANCE',
  variables: (of) => ({ input: input(of) }),
  denial: 'NOT_FOUND',
  isGranted: doneOrTold(type),
});

/** Whether something was done, or its owner was told what is wrong with a part of it that is not whose it is. */
const doneOrAbout = (type: string, part: string) => (field: Field) =>
  field.__typename === type || (field.problems ?? []).some(({ path }: Field) => path.startsWith(part));

/** Something that a tenant's people do with its staff. */
const ofPeople = (
  name: string,
  role: RootCase['role'] & string,
  isGranted: RootCase['isGranted'],
  input: (of: Estate) => object,
  more = '',
): RootCase => ({
  document: mutation(name, more),
  role,
  variables: (of) => ({ input: input(of) }),
  denial: 'NOT_FOUND',
  isGranted,
});

/** The same, of a contract that is named by its code. */
const ofStaffedContract = (
  name: string,
  role: RootCase['role'] & string,
  isGranted: RootCase['isGranted'],
  input: (of: Estate) => object,
  more = '',
): RootCase => ({
  ...ofPeople(name, role, isGranted, (of) => ({ contract: of.contract, ...input(of) }), more),
  denial: 'NO_CONTRACT',
  isByCode: true,
});

/** A number that no other import has had. */
let importCount = 0;

const fileOf = (role: string): string =>
  Buffer.from(`no,name,role,team,standing,begins on\nfile-${++importCount},测试,${role},甲班,formal,2026-01-05\n`).toString('base64');

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
    variables: ({ contract, undated: obligation }) => ({ input: { contract, obligation, dayOfNextMonth: 20, reason: 'test' } }),
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
  requestPersonnelChange: ofStaffedContract(
    'requestPersonnelChange',
    'VENDOR_MANAGER',
    named('PersonnelChange'),
    ({ people: { role, comingNo: no } }) => ({
      kind: 'ADMISSION',
      no,
      place: { role, team: '甲班', standing: 'FORMAL' },
      effectiveOn: '2026-01-06',
      reason: 'test',
    }),
  ),
  importStaff: ofStaffedContract('importStaff', 'VENDOR_MANAGER', named('PersonnelChanges'), ({ people: { role } }) => ({
    format: 'CSV',
    content: fileOf(role),
    reason: 'test',
  })),
  decidePersonnelChanges: ofPeople(
    'decidePersonnelChanges',
    'ASSESSOR',
    doneOrTold('PersonnelChanges'),
    ({ people }) => ({ changeIds: [people.open], outcome: 'REJECTED', reason: 'test' }),
    obstacles('PersonnelChangesNotDecidableError'),
  ),
  admitStaff: ofPeople(
    'admitStaff',
    'VENDOR_MANAGER',
    doneOrTold('StaffMembers'),
    ({ people }) => ({ changeIds: [people.approved] }),
    obstacles('StaffNotAdmissibleError'),
  ),
  putOnLine: ofStaffedContract('putOnLine', 'VENDOR_MANAGER', doneOrAbout('StaffMembers', 'people'), ({ people }) => ({
    people: [{ no: people.thereNo, onLineOn: '2026-01-05' }],
  })),
  correctStaffEvent: ofPeople('correctStaffEvent', 'ASSESSOR', named('StaffMember'), ({ people }) => ({
    eventId: people.admission,
    happenedOn: '2026-01-02',
    reason: 'test',
  })),
  recordStaffProof: ofPeople('recordStaffProof', 'VENDOR_MANAGER', named('StaffMember'), ({ people, proof }) => ({
    staffId: people.there,
    ...proof,
    obtainedOn: '2026-01-05',
    isPassed: true,
    document: 'test',
  })),
  demandReplacement: ofPeople('demandReplacement', 'ASSESSOR', named('ReplacementDemand'), ({ people }) => ({
    staffId: people.there,
    reason: 'test',
  })),
  discloseStaff: ofPeople('discloseStaff', 'VENDOR_MANAGER', named('StaffDisclosed'), ({ people }) => ({
    staffId: people.there,
    classes: ['IDENTITY'],
    reason: 'test',
  })),
  eraseStaffData: ofPeople(
    'eraseStaffData',
    'TENANT_ADMIN',
    doneOrTold('StaffDataErased'),
    ({ people }) => ({ staffId: people.gone, classes: ['IDENTITY'], reason: 'test' }),
    obstacles('StaffDataNotErasableError'),
  ),
  planTraining: ofStaffedContract('planTraining', 'VENDOR_MANAGER', named('Training'), ({ group }) => ({
    group,
    title: 'test',
    content: 'test',
    plannedOn: '2026-01-05',
  })),
  recordTraining: ofPeople('recordTraining', 'VENDOR_MANAGER', named('Training'), ({ people }) => ({
    trainingId: people.training,
    heldOn: '2026-01-05',
    minutes: 60,
    trainer: 'test',
    attendances: [{ no: people.thereNo, attendance: 'ATTENDED' }],
  })),
  recordExam: ofStaffedContract('recordExam', 'VENDOR_MANAGER', named('Exam'), () => ({
    kind: 'RETURN',
    heldOn: '2026-01-05',
    title: 'test',
    results: [],
  })),
  recordDutyRoster: ofStaffedContract('recordDutyRoster', 'VENDOR_MANAGER', named('DutyRoster'), ({ month }) => ({
    month,
    basis: 'PLANNED',
    shifts: [],
  })),
  takeRosterSnapshot: ofStaffedContract(
    'takeRosterSnapshot',
    'ASSESSOR',
    (field) => field.__typename === 'PeriodClosedError' || doneOrAbout('RosterSnapshot', 'month')(field),
    ({ month }) => ({ month }),
  ),
  endStaff: ofPeople('endStaff', 'VENDOR_MANAGER', named('StaffMember'), ({ people }) => ({
    staffId: people.there,
    leftOn: '2026-01-06',
    leftFor: 'RESIGNED',
  })),
  requestLeave: ofStaffedContract('requestLeave', 'VENDOR_MANAGER', doneOrAbout('LeaveRequest', 'from'), ({ people, leave }) => ({
    no: people.thereNo,
    kind: leave,
    from: '2026-01-05',
    days: 1,
    proofs: [],
    hasSpecialCircumstances: false,
    reason: 'test',
  })),
  decideLeave: ofPeople(
    'decideLeave',
    'VENDOR_MANAGER',
    doneOrTold('LeaveRequest'),
    ({ people }) => ({ requestId: people.leave, step: 'REJECTED', reason: 'test' }),
    obstacles('LeaveNotDecidableError'),
  ),
  recordOperatorEvents: ofStaffedContract(
    'recordOperatorEvents',
    'VENDOR_MANAGER',
    doneOrAbout('OperatorEventsRecorded', 'events'),
    ({ people, happening }) => ({ events: [{ no: people.thereNo, kind: happening, on: '2026-01-05' }] }),
  ),
  amendOperatorEvent: ofPeople('amendOperatorEvent', 'VENDOR_MANAGER', doneOrAbout('OperatorEventAmended', 'eventId'), ({ people }) => ({
    eventId: people.event,
    isWithdrawn: true,
    reason: 'test',
  })),
  closeOperatorMonth: ofStaffedContract(
    'closeOperatorMonth',
    'VENDOR_MANAGER',
    doneOrTold('OperatorMonth'),
    ({ month }) => ({ month }),
    obstacles('OperatorMonthNotClosableError'),
  ),
  confirmOperatorMonth: ofPeople(
    'confirmOperatorMonth',
    'ASSESSOR',
    doneOrTold('OperatorMonth'),
    ({ people }) => ({ closingId: people.closing, outcome: 'CONFIRMED' }),
    obstacles('OperatorMonthNotConfirmableError'),
  ),
  markOperators: ofStaffedContract('markOperators', 'ASSESSOR', named('OperatorsMarked'), ({ people, month, mark }) => ({
    month,
    marks: [{ no: people.thereNo, parts: mark.map((code) => ({ code, points: '1' })), reason: 'test' }],
  })),
};
