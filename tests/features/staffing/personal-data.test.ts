// Who somebody is stays with whoever may know it: made-up texts that stand nowhere else are looked for on every way out.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { createApp } from '../../../src/app.js';
import { verifyAuditTrail } from '../../../src/features/audit/verify-audit-trail.js';
import { resolvers } from '../../../src/features/resolvers.js';
import { developmentSubjects } from '../../../src/features/tenants/development-tokens.js';
import { ROLES, type Role } from '../../../src/features/tenants/roles.js';
import { makeSchema } from '../../../src/platform/graphql/schema.js';
import { readOpaque, writeOpaque } from '../../../src/platform/opaque.js';
import { fingerprintOf, withSuperuser } from '../../support/isolation.js';
import { listFields, nodesIn, textsIn } from '../../support/isolation-walk.js';
import { actingIn, clockAt, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf, recordable } from '../../support/recording.js';
import { type Answer, ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';
import { everythingOf, everythingOfNode, isTaken } from './everything-below.js';
import { csvOf, identityNumberOf, inBase64, keepingRoster, peopleMutation } from './people.js';

const CONTRACT = 'kezhou-12345';

/** A word that only what is personal says. */
const WORD = '天竺葵';
const NAME = `慕容${WORD}`;
const IDENTITY_NUMBER = identityNumberOf('99010119870314627');
const PHONE = '139-90417263';
const VETTING = `${WORD}政审表，第七柜`;
const HEALTH = `${WORD}医院体检表，第八柜`;
const NOTE = `${WORD}离场谈话记录`;

/** What must stand nowhere. The masks show the first character of a name and the ends of numbers, no more. */
const SECRETS = [WORD, IDENTITY_NUMBER, IDENTITY_NUMBER.slice(3, 15), PHONE, '-9041726', '139-90417'];

/** The secrets as they would stand in a text that is written another way. */
const WRITTEN = SECRETS.flatMap((secret) => {
  const bytes = Buffer.from(secret);
  const escaped = JSON.stringify(secret).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [secret, bytes.toString('hex'), encodeURIComponent(secret), escaped.slice(1, -1)];
});

/** The secrets that a text says, in any writing. */
const said = (text: string): string[] => WRITTEN.filter((secret) => text.includes(secret));

/** Everything that an answer says, with its cursors and ids opened. */
function saidBy(answer: unknown): string[] {
  const texts = textsIn(answer);
  const decoded = texts.flatMap((text) => [...(readOpaque(text) ?? []), Buffer.from(text, 'base64').toString('utf8')]);
  return said([JSON.stringify(answer), ...decoded].join('\n'));
}

/** Every row of every table as text, whoever's. */
const dumpOf = (service: Service): Promise<string> =>
  withSuperuser(service, async (run) => {
    const tables = await run<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
    );
    const texts: string[] = [];
    for (const { schema, name } of tables)
      for (const { row } of await run<{ row: string }>(`select t::text as row from "${schema}"."${name}" t`)) texts.push(`${name} ${row}`);
    return texts.join('\n');
  });

test('what is looked for is found in every writing, and the masks are not it', () => {
  expect(saidBy({ name: { of: [`“${NAME}”`] } })).not.toEqual([]);
  expect(saidBy({ cursor: writeOpaque(['StaffMember', IDENTITY_NUMBER]) })).not.toEqual([]);
  for (const written of [`\\x${Buffer.from(NAME).toString('hex')}`, encodeURIComponent(HEALTH), '\\u5929\\u7afa\\u8475'])
    expect(said(written)).not.toEqual([]);
  expect(saidBy({ name: '慕****', identityNumber: `${'*'.repeat(16)}${IDENTITY_NUMBER.slice(-2)}`, phone: '********7263' })).toEqual([]);
});

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema(resolvers);
});

describe.each(DATABASES)('what is personal, on %s', (kind) => {
  const TENANT = 'personal';
  const { assessor, agency, vendor, vendorManager, admin, auditor, finance, otherFinance } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  let act: ReturnType<typeof actingIn>;
  let original: Service;
  let logged: Awaited<ReturnType<typeof createApp>>;
  let periodId: string;
  const lines: string[] = [];
  const staffIds: Record<string, string> = {};
  beforeAll(async () => {
    const { now } = clockAt('2025-04-20T02:00:00Z');
    original = await createService(kind, [], { now });
    await openTenant(original, TENANT, CONTRACT);
    const { files, issuer } = original;
    // The same service, with a log of everything that it says.
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const storage = { ...original.storage, close: async () => {} };
    logged = await createApp({ storage, tokens: issuer.rules, logger, now, files });
    service = { ...original, server: logged.server };
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
    act = actingIn(service);
    periodId = await periodIdOf(service, CONTRACT, '2025Q1', assessor);
  });
  afterAll(async () => {
    await logged.stop();
    await original.stop();
  });

  const callerIn = (role: Role): Caller => ({ tenant: TENANT, role, subject: developmentSubjects(TENANT, role)[0]! });
  const disclosing = (no: string, input: object = {}) => ({
    staffId: staffIds[no],
    classes: ['IDENTITY', 'QUALIFICATION', 'HEALTH', 'CONDUCT'],
    reason: '核对材料（演示）',
    ...input,
  });
  const disclosures = async () => {
    const query = 'query { disclosures(first: 100) { totalCount nodes { classes reason recordedBy recordedAt member { no } } } }';
    const { data } = await ask(service, query, {}, auditor);
    return data.disclosures;
  };

  test('people come by a file and by a request, both with keys, and live through the quarter', async () => {
    const head = ['工号', '姓名', '身份证号', '电话', '岗位', '班组', '性质', '进场日', '话务员政审', '话务员政审取得日'];
    const first = ['P01', NAME, IDENTITY_NUMBER, PHONE, '话务员', '甲班', '正式', '2025-01-01', VETTING, '2024-12-01'];
    const file = { contract: CONTRACT, format: 'CSV', content: inBase64(csvOf([head, first])), reason: '进场（演示）' };
    const imported = await keep.does(vendorManager, 'importStaff', { ...file, idempotencyKey: 'personal-1' });
    const person = { name: NAME, identityNumber: IDENTITY_NUMBER, phone: PHONE };
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const changeIds = [imported.changes[0].id];
    for (const no of ['P02', 'P03']) {
      const change = { kind: 'ADMISSION', person: { no, ...person }, place, effectiveOn: '2025-01-01', idempotencyKey: `personal-${no}` };
      changeIds.push((await keep.request(change)).id);
    }
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: changeIds.slice(0, 2), outcome: 'APPROVED', decidedOn: '2024-12-20' });
    const refusal = { changeIds: changeIds.slice(2), outcome: 'REJECTED', reason: '材料不齐（演示）' };
    await keep.does(assessor, 'decidePersonnelChanges', refusal);
    await keep.does(vendorManager, 'admitStaff', { changeIds: changeIds.slice(0, 2), idempotencyKey: 'personal-4' });
    for (const { no, id, person: masked } of await keep.roster()) {
      staffIds[no] = id;
      expect(masked).toEqual({ name: '慕****' });
    }
    const proof = { requirement: 'operator_qualification', obtainedOn: '2024-12-02', isPassed: true, document: HEALTH };
    for (const no of ['P01', 'P02'])
      await keep.does(vendorManager, 'recordStaffProof', { staffId: staffIds[no], ...proof, idempotencyKey: `personal-proof-${no}` });
    const exam = { contract: CONTRACT, kind: 'BEFORE_ON_LINE', heldOn: '2024-12-30', title: '上岗测试（演示）' };
    await keep.does(assessor, 'recordExam', { ...exam, results: [{ no: 'P01', marks: '90', isPassed: true }] });
    await keep.does(vendorManager, 'putOnLine', { contract: CONTRACT, people: [{ no: 'P01', onLineOn: '2025-01-01' }] });
    const shifts = [{ no: 'P01', startsAt: '2025-03-03T08:00', endsAt: '2025-03-03T16:00' }];
    await keep.does(vendorManager, 'recordDutyRoster', { contract: CONTRACT, month: '2025-03', basis: 'WORKED', shifts });
    await keep.does(assessor, 'demandReplacement', { staffId: staffIds.P01, reason: '演示', demandedOn: '2025-03-10' });
    const leaving = { staffId: staffIds.P01, leftOn: '2025-03-20', leftFor: 'RESIGNED', note: NOTE, idempotencyKey: 'personal-5' };
    await keep.does(vendorManager, 'endStaff', leaving);
    for (const month of ['2025-01', '2025-02', '2025-03']) await keep.snapshot(month);
  });

  test('the quarter is scored, signed and settled upon it', async () => {
    const { observations, findings } = recordable('01-kezhou-ordinary-quarter');
    const others = observations.filter((row) => (row as { metric?: string }).metric !== 'operatorHeadcount');
    await act.does(assessor, 'recordObservations', { periodId, observations: others });
    await act.does(assessor, 'recordFindings', { periodId, findings });
    const { id } = await act.does(assessor, 'scorePeriod', { periodId });
    const { digest } = await act.does(assessor, 'publishScorecard', { scorecardId: id });
    for (const caller of [vendor, agency]) await act.does(caller, 'signScorecard', { scorecardId: id, digest });
    const statement = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 });
    await act.does(otherFinance, 'approveStatement', { statementId: statement.id, digest: statement.digest });
  });

  test('whatever is refused repeats nothing personal', async () => {
    const person = { name: NAME, identityNumber: IDENTITY_NUMBER, phone: PHONE };
    const change = (one: object) => ({ contract: CONTRACT, kind: 'ADMISSION', effectiveOn: '2025-04-20', reason: '演示', ...one });
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const file = (...rows: readonly (readonly string[])[]) => ({
      contract: CONTRACT,
      format: 'CSV',
      content: inBase64(csvOf([['工号', '姓名', '身份证号', '电话', '岗位', '班组', '性质', '进场日'], ...rows])),
      reason: '演示',
    });
    const attempts: readonly (readonly [name: Parameters<typeof peopleMutation>[0], input: object])[] = [
      ['requestPersonnelChange', change({ person: { no: 'P01', ...person }, place })],
      ['requestPersonnelChange', change({ person: { no: 'P09', ...person, identityNumber: `${IDENTITY_NUMBER}0` }, place })],
      ['requestPersonnelChange', change({ person: { no: 'P09', ...person, phone: `${PHONE}${WORD}` }, place })],
      ['requestPersonnelChange', change({ person: { no: 'P09', ...person, name: NAME.repeat(20) }, place })],
      ['requestPersonnelChange', change({ person: { no: 'P09', ...person, name: `${NAME}\0` }, place })],
      ['requestPersonnelChange', change({ person: { no: 'P09', ...person }, place: null })],
      ['requestPersonnelChange', change({ kind: 'DEPARTURE', person: { no: 'P09', ...person } })],
      // The key came with another input before.
      ['requestPersonnelChange', change({ person: { no: 'P02', ...person }, place, idempotencyKey: 'personal-P02' })],
      ['importStaff', file(['P01', NAME, IDENTITY_NUMBER, PHONE, '话务员', '甲班', '正式', '2025-04-20'])],
      ['importStaff', file(['P09', NAME.repeat(20), `${IDENTITY_NUMBER}1`, WORD, WORD, WORD.repeat(40), WORD, WORD])],
      ['importStaff', file(['', IDENTITY_NUMBER, NAME, NAME, PHONE, '', PHONE, NAME])],
      ['importStaff', { ...file(), content: inBase64(`工号,${NAME}\r\nP09,"${IDENTITY_NUMBER}`) }],
      ['importStaff', { ...file(), content: inBase64(`工号,${NAME}\r\nP09,${IDENTITY_NUMBER}`) }],
      ['importStaff', { ...file(), format: 'XLSX', content: inBase64(NAME) }],
      ['recordStaffProof', { staffId: staffIds.P01, requirement: 'none', obtainedOn: '2025-01-01', isPassed: true, document: HEALTH }],
      ['endStaff', { staffId: staffIds.P01, leftOn: '2025-04-01', leftFor: 'RESIGNED', note: NOTE }],
    ];
    const before = await fingerprintOf(service, TENANT);
    for (const [name, input] of attempts) {
      const { data, errors } = await ask(service, peopleMutation(name), { input }, vendorManager);
      const answer = errors ?? data[name];
      expect([name, JSON.stringify(answer)]).toEqual([name, expect.stringMatching(/Error|CONFLICT|BAD_USER_INPUT/)]);
      expect([name, saidBy(answer)]).toEqual([name, []]);
    }
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('an input that does not fit the schema is not in the log', async () => {
    const bad = { input: { contract: CONTRACT, kind: 'ADMISSION', person: { no: 'P09', name: { of: NAME }, phone: [PHONE, WORD] } } };
    expect((await ask(service, peopleMutation('requestPersonnelChange'), bad, vendorManager)).errors).toBeDefined();
    const written = `mutation { requestPersonnelChange(input: { person: { name: "${NAME}, identityNumber: ${IDENTITY_NUMBER} }) }`;
    expect((await ask(service, written, {}, vendorManager)).errors).toBeDefined();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await service.tokenOf(vendorManager)}` };
    await service.server.inject({ method: 'POST', url: '/graphql', headers, payload: `{"query": "${NAME}", ${IDENTITY_NUMBER}` });
    await service.server.inject({ method: 'GET', url: `/graphql?query=${encodeURIComponent(`{ ${IDENTITY_NUMBER} }`)}`, headers });
  });

  /** How many types below a list or a node are read, where the operation is not too large and the caller may. */
  const DEPTHS = [3, 2, 1, 0];

  /** What a caller can read by an operation, as deep as it may be: what is denied at its root is denied at any depth. */
  async function readDeep(queryOf: (depth: number) => string, variables: object, caller: Caller): Promise<Answer> {
    for (const depth of DEPTHS) {
      if (!isTaken(schema, queryOf(depth))) continue;
      const answer = await ask(service, queryOf(depth), { ...variables }, caller);
      const errors = (answer.errors ?? []) as readonly { path?: readonly unknown[]; extensions: { code: string } }[];
      expect(errors.filter(({ extensions }) => extensions.code !== 'FORBIDDEN')).toEqual([]);
      if (errors.every(({ path }) => path?.length === 1)) return answer;
    }
    throw new Error(`too large: ${queryOf(0)}`);
  }

  /** Everything that a caller can read: every list, page by page, and the first nodes of each type that it names. */
  async function readAll(caller: Caller): Promise<{ readonly answers: Answer[]; readonly nodes: ReadonlySet<string> }> {
    const answers: Answer[] = [];
    const found = new Map<string, Set<string>>();
    for (const list of listFields(schema)) {
      let after: string | null = null;
      do {
        const answer: Answer = await readDeep((depth) => everythingOf(schema, list, depth), { after }, caller);
        answers.push(answer);
        nodesIn(answer.data, found);
        const info = answer.data?.[list]?.pageInfo;
        after = info?.hasNextPage ? info.endCursor : null;
      } while (after !== null);
    }
    for (const [type, ids] of found)
      for (const id of [...ids].slice(0, 5)) answers.push(await readDeep((depth) => everythingOfNode(schema, type, depth), { id }, caller));
    return { answers, nodes: new Set(found.keys()) };
  }

  test.each(ROLES)(
    'nothing that %s can read says it, in clear or in a cursor',
    async (role) => {
      const { answers, nodes } = await readAll(callerIn(role));
      for (const type of ['StaffMember', 'PersonnelChange', 'ReplacementDemand', 'DutyRoster', 'Exam', 'RosterSnapshot'])
        expect(nodes).toContain(type);
      expect(JSON.stringify(answers)).toContain('慕****');
      expect(saidBy(answers)).toEqual([]);
    },
    120_000,
  );

  test('no list of people is sorted or searched by what is personal', () => {
    const fields = schema.getQueryType()!.getFields();
    const lists = [
      'roster',
      'personnelChanges',
      'replacementDemands',
      'disclosures',
      'dutyRosters',
      'trainings',
      'exams',
      'rosterSnapshots',
      'staffingBreaches',
    ];
    const args = new Set(lists.flatMap((list) => fields[list]!.args.map(({ name }) => name)));
    expect([...args].sort()).toEqual(['after', 'before', 'contract', 'first', 'isMet', 'last', 'month', 'on', 'requirement', 'state']);
  });

  test('it is shown to the vendor’s manager and the assessor only, for a reason, each time in the log that the auditor sees', async () => {
    expect((await disclosures()).totalCount).toBe(0);
    for (const role of ROLES.filter((one) => one !== 'VENDOR_MANAGER' && one !== 'ASSESSOR'))
      expect(await keep.tries(callerIn(role), 'discloseStaff', disclosing('P01'))).toEqual(['FORBIDDEN']);
    const { errors } = await ask(service, peopleMutation('discloseStaff'), { input: disclosing('P01') }, null);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    for (const stranger of [peopleOf('kezhou').assessor, peopleOf('shaanxi').vendorManager])
      expect(await keep.tries(stranger, 'discloseStaff', disclosing('P01'))).toEqual(['NOT_FOUND']);
    expect(await keep.tries(assessor, 'discloseStaff', disclosing('P01', { reason: ' ' }))).toEqual(['reason REASON_REQUIRED']);
    expect(await keep.tries(assessor, 'discloseStaff', disclosing('P01', { classes: [] }))).toEqual([expect.stringMatching(/^classes /)]);
    expect((await disclosures()).totalCount).toBe(0);

    const shown = await keep.does(assessor, 'discloseStaff', disclosing('P01'));
    expect(shown).toMatchObject({ name: NAME, identityNumber: IDENTITY_NUMBER, phone: PHONE });
    expect(shown.texts.map(({ class: one, text }: { class: string; text: string }) => `${one} ${text}`).sort()).toEqual([
      `CONDUCT ${NOTE}`,
      `HEALTH ${HEALTH}`,
      `QUALIFICATION ${VETTING}`,
    ]);
    const part = { classes: ['HEALTH'], reason: '体检（演示）' };
    expect(await keep.does(vendorManager, 'discloseStaff', disclosing('P01', part))).toEqual({
      __typename: 'StaffDisclosed',
      name: null,
      identityNumber: null,
      phone: null,
      texts: [{ class: 'HEALTH', text: HEALTH }],
    });
    expect(await disclosures()).toMatchObject({
      totalCount: 2,
      nodes: [
        { member: { no: 'P01' }, classes: ['HEALTH'], reason: '体检（演示）', recordedBy: vendorManager.subject },
        { member: { no: 'P01' }, classes: ['IDENTITY', 'QUALIFICATION', 'HEALTH', 'CONDUCT'], recordedBy: assessor.subject },
      ],
    });
    for (const role of ROLES.filter((one) => one !== 'AUDITOR')) {
      const { errors: denied } = await ask(service, 'query { disclosures(first: 1) { totalCount } }', {}, callerIn(role));
      expect(denied).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  test('shown again under the same key it is logged again', async () => {
    const input = disclosing('P02', { classes: ['IDENTITY'], idempotencyKey: 'personal-disclosed' });
    for (const count of [3, 4]) {
      expect(await keep.does(assessor, 'discloseStaff', input)).toMatchObject({ name: NAME });
      expect((await disclosures()).totalCount).toBe(count);
    }
  });

  test('no table says it: not the roster, not the keys of commands, not the trail, not a document', async () => {
    const dump = await dumpOf(service);
    for (const table of ['personal_data', 'idempotency_keys', 'audit_entries', 'scorecards', 'settlement_statements', 'roster_snapshots'])
      expect(dump).toContain(`\n${table} (${TENANT},`);
    expect(said(dump)).toEqual([]);
  });

  test('the log does not say it, however much it was told to say', () => {
    expect(said(lines.join('\n'))).toEqual([]);
  });

  const ALL = { classes: ['IDENTITY', 'QUALIFICATION', 'HEALTH', 'LEAVE', 'CONDUCT'], reason: '本人要求删除（演示）' };
  const sealedOf = (staffNo: string): Promise<string[]> =>
    withSuperuser(service, async (run) => {
      const rows = await run<{ sealed: string | null }>(
        `select p.sealed from personal_data p join staff s on s.tenant_id = p.tenant_id and s.id = p.staff_id where s.tenant_id = $1 and s.no = $2`,
        [TENANT, staffNo],
      );
      return rows.flatMap(({ sealed }) => sealed ?? []);
    });

  test('it is erased by the administrator only, never of somebody on the roster', async () => {
    const before = await fingerprintOf(service, TENANT);
    for (const role of ROLES.filter((one) => one !== 'TENANT_ADMIN'))
      expect(await keep.tries(callerIn(role), 'eraseStaffData', { staffId: staffIds.P01, ...ALL })).toEqual(['FORBIDDEN']);
    expect(await keep.tries(admin, 'eraseStaffData', { staffId: staffIds.P02, ...ALL })).toEqual(['ON_ROSTER']);
    expect(await keep.tries(admin, 'eraseStaffData', { staffId: staffIds.P01, ...ALL, reason: '' })).toEqual(['reason REASON_REQUIRED']);
    expect(await keep.tries(peopleOf('kezhou').admin, 'eraseStaffData', { staffId: staffIds.P01, ...ALL })).toEqual(['NOT_FOUND']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('once erased nothing of it is left anywhere, and nothing else has changed', async () => {
    const [before, sealed] = [await fingerprintOf(service, TENANT), await sealedOf('P01')];
    // Who it is, the vetting, the health certificate, and why the person left.
    expect(sealed).toHaveLength(4);
    expect(await keep.does(admin, 'eraseStaffData', { staffId: staffIds.P01, ...ALL, classes: ['HEALTH'] })).toMatchObject({ count: 1 });
    expect(await keep.does(admin, 'eraseStaffData', { staffId: staffIds.P01, ...ALL, idempotencyKey: 'erased' })).toMatchObject({
      count: 3,
    });
    expect(await keep.tries(admin, 'eraseStaffData', { staffId: staffIds.P01, ...ALL })).toEqual(['NOTHING_LEFT']);
    const after = await fingerprintOf(service, TENANT);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(['audit_entries', 'idempotency_keys', 'personal_data']);
    const dump = await dumpOf(service);
    for (const text of sealed) expect(dump).not.toContain(text);
    expect(said(dump)).toEqual([]);
    expect(await sealedOf('P01')).toEqual([]);
    const gone = await keep.member('P01');
    expect(gone).toMatchObject({ no: 'P01', person: null, events: [{ kind: 'ADMITTED' }, { kind: 'ON_LINE' }, { kind: 'LEFT' }] });
    expect(await keep.does(assessor, 'discloseStaff', disclosing('P01'))).toMatchObject({
      name: null,
      identityNumber: null,
      phone: null,
      texts: [{ text: null }, { text: null }, { text: null }],
    });
    // The other one's is still there.
    expect(await keep.does(assessor, 'discloseStaff', disclosing('P02'))).toMatchObject({ name: NAME, texts: [{ text: HEALTH }] });
  });

  test('of somebody who never came it is erased as well', async () => {
    expect(await keep.does(admin, 'eraseStaffData', { staffId: staffIds.P03, ...ALL })).toMatchObject({ count: 1 });
    expect(await sealedOf('P03')).toEqual([]);
  });

  test('the trail still verifies, and every digest stands', async () => {
    const verdict = await withSuperuser(service, (run) => verifyAuditTrail({ rows: run }, TENANT));
    expect(verdict).toMatchObject({ isIntact: true });
    for (const month of ['2025-01', '2025-02', '2025-03']) expect(await keep.snapshots(month)).toMatchObject([{ isUpToDate: true }]);
    const { answers } = await readAll(auditor);
    expect(saidBy(answers)).toEqual([]);
    expect(said(lines.join('\n'))).toEqual([]);
  }, 120_000);
});

describe.each(DATABASES)('how long it is kept, on %s', (kind) => {
  const TENANT = 'kept';
  const { assessor, vendorManager } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  const clock = clockAt('2025-03-01T02:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now, isSweeping: true });
    await openTenant(service, TENANT, CONTRACT);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
  });
  afterAll(() => service.stop());

  const classesKept = (no: string): Promise<string[]> =>
    withSuperuser(service, async (run) => {
      const rows = await run<{ class: string }>(
        `select p.class from personal_data p join staff s on s.tenant_id = p.tenant_id and s.id = p.staff_id
         where s.tenant_id = $1 and s.no = $2 and p.sealed is not null order by 1`,
        [TENANT, no],
      );
      return rows.map((row) => row.class);
    });
  /** The first request of a day sweeps before it is answered. */
  const sweepOn = async (day: string) => {
    clock.set(`${day}T02:00:00Z`);
    await keep.roster();
  };

  test('health data goes half a year after somebody has left, who it was after two years', async () => {
    await keep.join(
      ['Q01', 'Q02', 'Q03'].map((no) => ({ no, on: '2025-01-01' })),
      '2024-12-20',
    );
    const proof = { requirement: 'operator_qualification', obtainedOn: '2024-12-02', isPassed: true, document: HEALTH };
    for (const no of ['Q01', 'Q02', 'Q03'])
      await keep.does(vendorManager, 'recordStaffProof', { staffId: (await keep.member(no)).id, ...proof });
    await keep.leave('Q01', '2025-02-10');
    await keep.leave('Q02', '2025-02-10');
    // One of them comes back.
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id } = await keep.request({ kind: 'ADMISSION', no: 'Q02', place, effectiveOn: '2025-03-01' });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED' });
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id] });

    await sweepOn('2025-08-10');
    expect(await classesKept('Q01')).toEqual(['HEALTH', 'IDENTITY']);
    await sweepOn('2025-08-11');
    expect(await classesKept('Q01')).toEqual(['IDENTITY']);
    expect((await keep.member('Q01')).person).toEqual({ name: '示****' });
    await sweepOn('2027-02-10');
    expect(await classesKept('Q01')).toEqual(['IDENTITY']);
    await sweepOn('2027-02-11');
    expect(await classesKept('Q01')).toEqual([]);
    expect(await keep.member('Q01')).toMatchObject({ no: 'Q01', person: null });
    for (const no of ['Q02', 'Q03']) expect(await classesKept(no)).toEqual(['HEALTH', 'IDENTITY']);
  });

  test('the trail says that the system erased it, and verifies', async () => {
    await withSuperuser(service, async (run) => {
      const entries = await run<{ actor: string; operation: string; after: string }>(
        `select actor, operation, rows_after::text as after from audit_entries
         where tenant_id = $1 and table_name = 'personal_data' and operation = 'eraseExpired' order by sequence`,
        [TENANT],
      );
      expect(entries.map(({ actor }) => actor)).toEqual(['system', 'system']);
      expect(entries[0]!.after).toContain('离场后半年');
      expect(await verifyAuditTrail({ rows: run }, TENANT)).toMatchObject({ isIntact: true });
    });
  });
});
