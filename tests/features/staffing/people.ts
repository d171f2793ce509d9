import { ask, type Caller, type Service } from '../../support/service.js';

const PROBLEMS = '... on InvalidInputError { message problems { path code message } }';
const CLOSED = '... on PeriodClosedError { periodState }';
const CHANGE = 'id number kind state effectiveOn decidedOn isDone member { id no }';
const MEMBER = `id no person { name } place { role team standing admittedOn onLineOn }
  events { eventId kind on role team leftFor approvedOn reason } replacementDemands { number dueOn isMet isLate }`;
const CHANGES = `... on PersonnelChanges { changes { ${CHANGE} } }`;
const MEMBERS = `... on StaffMembers { members { ${MEMBER} } }`;
const ONE = `... on StaffMember { ${MEMBER} }`;
const TURNOVER = '{ left opening percent }';
const SNAPSHOT = `id month revision isUpToDate digest members { no role team standing admittedOn onLineOn } figures { metric value }
  monthTurnover ${TURNOVER} quarterTurnover ${TURNOVER} exam { dueOn required taken }`;

/** What each command about people is asked to answer. */
const ANSWERS = {
  requestPersonnelChange: [`... on PersonnelChange { ${CHANGE} }`],
  importStaff: [CHANGES],
  decidePersonnelChanges: [CHANGES, '... on PersonnelChangesNotDecidableError { obstacles }'],
  admitStaff: [MEMBERS, '... on StaffNotAdmissibleError { obstacles }'],
  putOnLine: [MEMBERS],
  endStaff: [ONE],
  correctStaffEvent: [ONE],
  recordStaffProof: [ONE],
  demandReplacement: ['... on ReplacementDemand { id number demandedOn dueOn isMet }'],
  recordExam: ['... on Exam { id number isSuperseded }'],
  recordDutyRoster: ['... on DutyRoster { id revision shiftCount until }'],
  takeRosterSnapshot: [`... on RosterSnapshot { ${SNAPSHOT} }`, CLOSED],
  discloseStaff: ['... on StaffDisclosed { name identityNumber phone texts { class text } }'],
  eraseStaffData: ['... on StaffDataErased { count }', '... on StaffDataNotErasableError { obstacles }'],
} as const;

export type PeopleCommand = keyof typeof ANSWERS;

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

export const peopleMutation = (name: PeopleCommand): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${[...ANSWERS[name], PROBLEMS].join(' ')} } }`;
};

/** What came of a command: its answer, and what spoke against it, as `path code`, obstacles, a closed period's state or an error's code. */
async function outcomeOf(service: Service, caller: Caller, name: PeopleCommand, input: object) {
  const { data, errors } = await ask(service, peopleMutation(name), { input }, caller);
  if (errors) return { refused: errors.map(({ extensions }) => extensions.code), answer: errors as Loose };
  const answer: Loose = data[name];
  if (!answer.__typename.endsWith('Error')) return { refused: null, answer };
  const problems: string[] | undefined = answer.problems?.map(({ path, code }: Loose) => `${path} ${code}`);
  return { refused: problems ?? (answer.obstacles as string[] | undefined) ?? [`closed: ${answer.periodState}`], answer };
}

/** Somebody who is to be on the roster. */
export interface Comer {
  readonly no: string;
  /** First day on the roster. */
  readonly on: string;
  readonly role?: string;
  readonly team?: string;
  readonly standing?: 'FORMAL' | 'RESERVE';
  /** The demand that the admission meets. */
  readonly demandId?: string;
}

/** Lets the people of a tenant keep its roster. */
export function keepingRoster(service: Service, contract: string, vendor: Caller, agency: Caller) {
  /** Somebody does something. Errors: throws where it is refused. */
  const does = async (caller: Caller, name: PeopleCommand, input: object): Promise<Loose> => {
    const { refused, answer } = await outcomeOf(service, caller, name, input);
    if (refused) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  /** Somebody tries something that is refused: what spoke against it. */
  const tries = async (caller: Caller, name: PeopleCommand, input: object): Promise<readonly string[]> => {
    const { refused, answer } = await outcomeOf(service, caller, name, input);
    if (!refused) throw new Error(`${name} was done: ${JSON.stringify(answer)}`);
    return refused;
  };
  const roster = async (on?: string): Promise<Loose[]> => {
    const query = `query ($contract: String!, $on: Date) { roster(contract: $contract, on: $on, first: 100) { nodes { ${MEMBER} } } }`;
    const { data, errors } = await ask(service, query, { contract, on }, agency);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.roster.nodes;
  };
  const member = async (no: string): Promise<Loose> => (await roster()).find((one) => one.no === no);
  const request = (change: object) =>
    does(vendor, 'requestPersonnelChange', { contract, reason: '花名册变动（演示）', ...change }) as Promise<Loose>;
  return {
    does,
    tries,
    roster,
    member,
    request,
    numbersOn: async (day: string): Promise<string[]> => (await roster(day)).map(({ no }) => no),
    /** Brings people onto the roster: asked for, approved on a day, and there from the day of each. */
    join: async (people: readonly Comer[], decidedOn: string): Promise<void> => {
      const changeIds: string[] = [];
      for (const { no, on, role = 'operator', team = '甲班', standing = 'FORMAL', demandId } of people) {
        const person = { no, name: `示例${no}` };
        const { id } = await request({ kind: 'ADMISSION', person, place: { role, team, standing }, effectiveOn: on, demandId });
        changeIds.push(id);
      }
      await does(agency, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED', decidedOn });
      await does(vendor, 'admitStaff', { changeIds });
    },
    /** Somebody leaves, with the agency's approval unless it is said otherwise. */
    leave: async (no: string, leftOn: string, leftFor = 'RESIGNED', decidedOn: string | null = leftOn): Promise<void> => {
      if (decidedOn !== null) {
        const { id } = await request({ kind: 'DEPARTURE', no, effectiveOn: leftOn });
        await does(agency, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn });
      }
      await does(vendor, 'endStaff', { staffId: (await member(no)).id, leftOn, leftFor });
    },
    snapshot: (month: string): Promise<Loose> => does(agency, 'takeRosterSnapshot', { contract, month }),
    snapshots: async (month: string): Promise<Loose[]> => {
      const query = `query ($contract: String!, $month: String!) {
        rosterSnapshots(contract: $contract, month: $month, first: 50) { nodes { ${SNAPSHOT} } } }`;
      const { data, errors } = await ask(service, query, { contract, month }, agency);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.rosterSnapshots.nodes;
    },
  };
}

/** The requirements of some days, by code: how each stands, and its breaches. */
export async function complianceOf(service: Service, caller: Caller, contract: string, from: string, to: string): Promise<Loose> {
  const query = `query ($contract: String!, $from: Date!, $to: Date!) {
    staffingCompliance(contract: $contract, from: $from, to: $to) {
      requirement clauses state isPolicy breaches { clause from to text } } }`;
  const { data, errors } = await ask(service, query, { contract, from, to }, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.fromEntries(data.staffingCompliance.map((finding: Loose) => [finding.requirement, finding]));
}

/** A file as the API takes it. */
export const inBase64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');

/** Rows as CSV. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n');

/** A text in GB 18030, as far as two bytes a character go: the platform decodes it and does not encode. */
export function inGb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from([...text].flatMap((character) => (character < '\x80' ? [character.charCodeAt(0)] : bytesOf.get(character)!)));
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Seventeen made-up digits with the check character of a resident identity number. */
export const identityNumberOf = (digits: string): string =>
  digits + '10X98765432'[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11];
