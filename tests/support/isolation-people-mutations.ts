import { type Estate, type Field, named, type RootCase } from './isolation-matrix.js';
import { doneOrTold, mutation, obstacles } from './isolation-mutation.js';

/** Whether something was done, or its owner was told what is wrong with a part of it that is not whose it is. */
const doneOrAbout =
  (type: string, ...parts: readonly string[]) =>
  (field: Field) =>
    field.__typename === type || (field.problems ?? []).some(({ path }: Field) => parts.some((part) => path.startsWith(part)));

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

/** Every mutation of people, in an order in which the owner can do them one after the other. */
export const PEOPLE_MUTATIONS: Readonly<Record<string, RootCase>> = {
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
  addLeaveProofs: ofPeople('addLeaveProofs', 'VENDOR_MANAGER', doneOrAbout('LeaveRequest', 'proofs'), ({ people }) => ({
    requestId: people.leave,
    proofs: ['test'],
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
  markOperators: ofStaffedContract(
    'markOperators',
    'ASSESSOR',
    doneOrAbout('OperatorsMarked', 'marks', 'month'),
    ({ people, month, mark }) => ({
      month,
      marks: [{ no: people.thereNo, parts: mark.map((code) => ({ code, points: '1' })), reason: 'test' }],
    }),
  ),
};
