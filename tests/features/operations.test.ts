import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, getVariableValues, isNonNullType, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { resolvers } from '../../src/features/resolvers.js';
import { makeSchema } from '../../src/platform/graphql/schema.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { clockAt } from '../support/lives.js';
import { mutationNames } from '../support/operation-names.js';
import { livePeople } from '../support/people-story.js';
import { recordable } from '../support/recording.js';
import { type Answer, ask, type Caller, createService, DATABASES, NOW, operation, type Service } from '../support/service.js';
import { announced, download, sendParts } from '../support/uploading.js';

const OPERATIONS = readdirSync(join(packageRoot(), 'schema/operations')).map((file) => basename(file, '.graphql'));

const MUTATIONS = OPERATIONS.filter((name) => definitionOf(name).operation === 'mutation');

/** Queries that ask for something that the demonstration has not, or by its global id: the story below runs them. */
const BY_ID = ['nodes', 'operator-month', 'projection'];

/** Operations that name a contract of one tenant; the others are the same for everybody. */
const OF_ONE_TENANT = [
  'contract',
  'contract-account',
  'contract-forecast',
  'obligation-calendar',
  'scorecard',
  'preview-score',
  'preview-settlement',
  'preview-performance',
  'settlement-statement',
  'statement-draft',
  'staffing-compliance',
];

const QUERIES = OPERATIONS.filter((name) => !MUTATIONS.includes(name) && !BY_ID.includes(name));

const AUDITOR: Caller = { tenant: 'kezhou', role: 'AUDITOR' };
const SHAANXI: Caller = { tenant: 'shaanxi', role: 'ASSESSOR' };
const CALLERS: Readonly<Record<string, Caller>> = {
  memberships: AUDITOR,
  'audit-trail': AUDITOR,
  disclosures: AUDITOR,
  'staffing-compliance': SHAANXI,
  'contract-account': SHAANXI,
  'settlement-statement': SHAANXI,
};

function definitionOf(name: string): OperationDefinitionNode {
  const [definition, ...more] = parse(operation(name)).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || more.length > 0) throw new Error(`${name} is not one operation`);
  return definition;
}

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema(resolvers);
});

test('there is one for every root field of the schema', () => {
  const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) => Object.keys(type.getFields()));
  const texts = OPERATIONS.map(operation).join('\n');
  // `node` is `nodes` for one id.
  expect(fields.filter((field) => field !== 'node' && !new RegExp(`^  ${field}\\b`, 'm').test(texts))).toEqual([]);
});

test('every mutation has a file of its own, named as it is', () => {
  expect(MUTATIONS).toEqual(mutationNames(schema));
});

test.each(OPERATIONS)('%s is valid', (name) => {
  expect(validate(schema, parse(operation(name)))).toEqual([]);
});

test.each(OPERATIONS)('%s begins with what it is for, in Chinese and in English', (name) => {
  expect(operation(name)).toMatch(/^# \p{Script=Han}.* \/ .*[a-z]/u);
});

test.each(MUTATIONS)('%s asks for every error that its result may be, and for what there is to say of it', (name) => {
  const text = operation(name);
  const field = schema.getMutationType()!.getFields()[definitionOf(name).name!.value.replace(/^./, (first) => first.toLowerCase())]!;
  const union = isNonNullType(field.type) ? field.type.ofType : field.type;
  const types = schema.getPossibleTypes(union as Parameters<GraphQLSchema['getPossibleTypes']>[0]);
  expect(types.length).toBeGreaterThan(1);
  const asked = {
    ItemNotAppealableError: ['message', 'obstacles'],
    InvalidInputError: ['message', 'problems {'],
    PeriodClosedError: ['message', 'periodState'],
  };
  for (const { name: type } of types) {
    const [, selected] = new RegExp(`^    \\.\\.\\. on ${type} \\{\n(.*?)\n    \\}$`, 'ms').exec(text) ?? [];
    expect([type, selected]).toEqual([type, expect.any(String)]);
    const needed = type.endsWith('Error') ? (asked[type as keyof typeof asked] ?? ['message', 'obstacles']) : [];
    for (const part of needed) expect(selected).toContain(part);
  }
});

test.each([...MUTATIONS, ...BY_ID])('%s names variables as they are to be filled in, and they are an input of its type', (name) => {
  const [, variables] = /^# 变量 \/ Variables: (\{.*\})$/m.exec(operation(name)) ?? [];
  const { errors, coerced } = getVariableValues(schema, definitionOf(name).variableDefinitions ?? [], JSON.parse(variables!));
  expect(errors).toBeUndefined();
  expect(Object.keys(coerced!).length).toBeGreaterThan(0);
});

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  const clock = clockAt(NOW.toISOString());
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
  });
  afterAll(() => service.stop());

  const expectAnswered = ({ status, data, errors }: Answer) => {
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(data)).not.toMatch(/"__typename":"\w+Error"/);
  };

  test.each(QUERIES)('%s runs as it is, without a variable and without an error', async (name) => {
    expectAnswered(await ask(service, operation(name), {}, CALLERS[name]));
  });

  test.each(QUERIES)('%s gives the same the fifth time, when it is compiled', async (name) => {
    const run = () => ask(service, operation(name), {}, CALLERS[name]);
    const first = await run();
    for (let turn = 0; turn < 4; turn++) expect(await run()).toEqual(first);
  });

  test.each(QUERIES.filter((name) => !OF_ONE_TENANT.includes(name)))('%s answers another tenant too', async (name) => {
    expectAnswered(await ask(service, operation(name), {}, CALLERS[name] ? { tenant: 'shaanxi', role: 'AUDITOR' } : SHAANXI));
  });

  test.each([
    'appeals',
    'bank-accounts',
    'corrections',
    'audit-trail',
    'checks',
    'notices',
    'obligations',
    'readings',
    'settlement-statements',
  ])('%s has something to show of the demonstration', async (name) => {
    const { data } = await ask(service, operation(name), {}, CALLERS[name]);
    expect((Object.values(data)[0] as { nodes: unknown[] }).nodes.length).toBeGreaterThan(0);
  });

  describe('a half-year is lived with them', () => {
    const tenant = 'qinghe-12345';
    const ADMIN: Caller = { tenant, role: 'TENANT_ADMIN' };
    const ASSESSOR: Caller = { tenant, role: 'ASSESSOR' };
    const DECIDER: Caller = { tenant, role: 'ASSESSOR', subject: `${tenant}-assessor-2` };
    const VENDOR: Caller = { tenant, role: 'VENDOR_MANAGER' };
    const FINANCE: Caller = { tenant, role: 'FINANCE' };
    const SECOND_FINANCE: Caller = { tenant, role: 'FINANCE', subject: `${tenant}-finance-2` };
    const AGENCY_SIGNATORY: Caller = { tenant, role: 'AGENCY_SIGNATORY' };
    const VENDOR_SIGNATORY: Caller = { tenant, role: 'VENDOR_SIGNATORY' };
    const document = { zh: '补充协议', en: 'Supplement' };
    const ran = new Set<string>();
    let periodId: string;
    beforeAll(async () => {
      const query = '{ assessmentPeriod(contract: "qinghe-12345", period: "2026H1") { id } }';
      periodId = (await ask(service, query, {}, ASSESSOR)).data.assessmentPeriod.id;
    });

    /** Runs a sample mutation that must succeed; gives its result. */
    // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its sample asked for
    const run = async (name: string, caller: Caller, input: object): Promise<any> => {
      const answer = await ask(service, operation(name), { input }, caller);
      expectAnswered(answer);
      ran.add(name);
      return Object.values(answer.data)[0];
    };
    const scoreAndPublish = async () => {
      const { id } = await run('score-period', ASSESSOR, { periodId });
      return run('publish-scorecard', ASSESSOR, { scorecardId: id });
    };

    test('recorded and judged', async () => {
      const { observations, findings, judgements } = recordable('qinghe-01');
      const recorded = await run('record-observations', ASSESSOR, { periodId, observations, file: '上半年报表.xlsx' });
      expect(recorded).toMatchObject({ period: { version: 2 } });
      expect(recorded.observations).toContainEqual(expect.objectContaining({ file: '上半年报表.xlsx', revision: 1 }));
      const { findings: confirmed } = await run('record-findings', ASSESSOR, { periodId, findings });
      expect(confirmed).toContainEqual(expect.objectContaining({ reference: 'f-1', state: 'CONFIRMED', responsible: [] }));
      for (const judgement of judgements) await run('judge-item', ASSESSOR, { periodId, ...judgement });
    });

    test('proposed by the vendor; confirmed, rejected and taken back', async () => {
      const propose = (reference: string) =>
        run('propose-finding', VENDOR, {
          periodId,
          finding: { reference, item: 'D1', kind: 'thanks', occurredOn: '2026-01-04', matterId: reference, evidence: '锦旗照片' },
        });
      const decided = { 'confirm-finding': 'CONFIRMED', 'reject-finding': 'REJECTED', 'withdraw-finding': 'WITHDRAWN' };
      for (const [name, state] of Object.entries(decided)) {
        const proposed = await propose(name);
        expect(proposed).toMatchObject({ origin: 'VENDOR', state: 'PROPOSED', decidedBy: null });
        const { id: findingId } = proposed;
        expect(await run(name, ASSESSOR, { findingId, reason: '复核' })).toMatchObject({ id: findingId, state, decisionReason: '复核' });
      }
    });

    test('projected to its end on its sixth day', async () => {
      const answer = await ask(service, operation('projection'), { periodId }, ASSESSOR);
      expectAnswered(answer);
      expect(answer.data.projection).toMatchObject({ on: '2026-01-06', daysElapsed: 6, daysOfPeriod: 181 });
    });

    test('published, appealed, corrected, and published again', async () => {
      const published = await scoreAndPublish();
      expect(published).toMatchObject({ revision: 1, state: 'PUBLISHED', appealableUntil: '2026-01-13' });
      const appeal = await run('appeal-item', VENDOR, {
        scorecardId: published.id,
        item: 'C4',
        reason: '词条已更新',
        evidence: '更新记录',
      });
      expect(appeal).toMatchObject({ item: 'C4', outcome: null, scorecard: { id: published.id } });
      const decided = await run('decide-appeal', DECIDER, { appealId: appeal.id, outcome: 'UPHELD', reason: '属实' });
      expect(decided).toMatchObject({ id: appeal.id, outcome: 'UPHELD', decidedBy: DECIDER.subject });
      await run('judge-item', ASSESSOR, { periodId, item: 'C4', points: '7', reason: '申诉成立' });
      expect(await scoreAndPublish()).toMatchObject({ revision: 2, state: 'PUBLISHED' });
    });

    test('refused, corrected, and signed by both', async () => {
      const latest = async () =>
        (await ask(service, operation('scorecard'), { contract: tenant, period: '2026H1' }, ASSESSOR)).data.scorecard;
      const { id: scorecardId } = await latest();
      const refused = await run('refuse-signature', AGENCY_SIGNATORY, { scorecardId, reason: '差评数有误' });
      expect(refused).toMatchObject({ state: 'CONTESTED', refusals: [{ party: 'AGENCY', reason: '差评数有误' }] });
      const correction = await run('correct-scorecard', ASSESSOR, { scorecardId, reason: '差评数有误' });
      expect(correction).toMatchObject({ cause: 'ERROR', corrects: 2, isOpen: true });
      await run('record-observations', ASSESSOR, { periodId, observations: [{ metric: 'ratedPoor', value: 101, source: 'AGENCY' }] });
      const { id } = await scoreAndPublish();
      const { digest, replaces, changes } = await latest();
      expect({ replaces, changes }).toMatchObject({ replaces: { revision: 2 }, changes: { items: [{ code: 'C3' }] } });
      expect(await run('sign-scorecard', VENDOR_SIGNATORY, { scorecardId: id, digest })).toMatchObject({ state: 'PUBLISHED' });
      const signed = await run('sign-scorecard', AGENCY_SIGNATORY, { scorecardId: id, digest });
      expect(signed).toMatchObject({ state: 'SIGNED', signatures: [{ party: 'AGENCY' }, { party: 'VENDOR' }] });
    });

    test('read as the parties agree, which corrects it', async () => {
      const proposal = await run('propose-reading', VENDOR_SIGNATORY, {
        contract: tenant,
        reading: 'Q-6',
        option: 'EACH_TIME',
        reason: '协商',
      });
      expect(proposal).toMatchObject({ reading: 'Q-6', party: 'VENDOR', isAgreed: false });
      const agreed = await run('agree-reading', AGENCY_SIGNATORY, { proposalId: proposal.id, agreedOn: '2026-01-06', document });
      expect(agreed).toMatchObject({
        proposal: { id: proposal.id, isAgreed: true },
        corrections: [{ cause: 'READING', period: { code: '2026H1' } }],
        periodsToSettleAgain: [],
      });
      expect(await scoreAndPublish()).toMatchObject({ revision: 4 });
    });

    test('under a contract that is amended, without one of its clauses, and a calendar with a day more', async () => {
      const amended = await run('amend-contract', ADMIN, { contract: tenant, effectiveFrom: '2026-07-01', document, files: {} });
      expect(amended).toMatchObject({
        version: { version: 2, document: '补充协议' },
        periods: [{ code: '2026H2' }, { code: '2027H1' }, { code: '2027H2' }],
      });
      const voided = await run('void-clause', ADMIN, {
        contract: tenant,
        clause: '§4.2',
        reason: '多余',
        effectiveFrom: '2027-01-01',
        document,
      });
      expect(voided).toMatchObject({ version: { version: 3 }, corrections: [], periods: [{ code: '2027H1' }, { code: '2027H2' }] });
      const days = [{ day: '2026-08-03', isWorkingDay: false, name: '地方假日' }];
      const added = await run('add-calendar-days', ADMIN, { noticeNumber: '地方1号', noticeIssuedOn: '2026-01-05', days });
      expect(added.days).toEqual([{ ...days[0], noticeNumber: '地方1号', noticeIssuedOn: '2026-01-05' }]);
    });

    test('with what is owed dated, put off, demanded, delivered and reviewed', async () => {
      const contract = tenant;
      const event = { contract, event: 'defect_notified', occurredOn: '2026-01-05', note: '坐席缺口' };
      const { obligations } = await run('record-obligation-event', ASSESSOR, event);
      expect(obligations).toMatchObject([{ obligation: { code: 'defect_remedied' }, dueOn: '2026-01-08', state: 'OPEN' }]);
      const report = { contract, obligation: 'monthly_report', occurrence: '2026-01' };
      const consented = await run('consent-to-delay', ASSESSOR, { ...report, until: '2026-02-12', reason: '系统升级' });
      expect(consented).toMatchObject({ dueOn: '2026-02-09', consentedUntil: '2026-02-12' });
      const demand = { contract, obligation: 'invoice', dueOn: '2026-01-16', note: '补开发票' };
      const demanded = await run('demand-deliverable', ASSESSOR, demand);
      expect(demanded).toMatchObject({ dueOn: '2026-01-16', basis: 'POLICY', state: 'OPEN' });
      const invoice = { contract, obligation: 'invoice', occurrence: demanded.occurrence };
      const dated = await run('set-obligation-date', ASSESSOR, { ...invoice, dueOn: '2026-01-20', reason: '协商' });
      expect(dated.obligations).toMatchObject([{ dueOn: '2026-01-20', dueReason: '协商' }]);
      const delivered = await run('submit-deliverable', VENDOR, { ...invoice, description: '发票' });
      expect(delivered).toMatchObject({
        obligation: 'invoice',
        occurrence: demanded.occurrence,
        party: 'VENDOR',
        submittedOn: '2026-01-06',
      });
      const withdrawn = { contract, occurrence: demanded.occurrence, reason: '误记' };
      const returned = { deliverableId: delivered.id, outcome: 'RETURNED', reason: '税号有误' };
      expect(await run('review-deliverable', ASSESSOR, returned)).toMatchObject({
        outcome: 'RETURNED',
        reviewedBy: `${tenant}-assessor-1`,
      });
      expect(await run('withdraw-obligation-event', ASSESSOR, withdrawn)).toMatchObject({ obligations: [{ request: '补开发票' }] });
    });

    test('with evidence uploaded, submitted, reviewed and withdrawn', async () => {
      const content = Buffer.from('一月例会纪要');
      const created = await run('create-upload', VENDOR, announced({ fileName: '纪要.txt', contentType: 'text/plain', content }));
      await sendParts(service, created.address, content);
      const links = [{ item: { periodId, item: 'C4' } }];
      const { id: evidenceId } = await run('submit-evidence', VENDOR, { uploadId: created.uploadId, links });
      await service.desk!.settled();
      const returned = { evidenceId, outcome: 'RETURNED', reason: '缺签字' };
      expect(await run('review-evidence', ASSESSOR, returned)).toMatchObject({ state: 'RETURNED', reviewReason: '缺签字' });
      expect(await run('withdraw-evidence', VENDOR, { evidenceId, reason: '重传' })).toMatchObject({ state: 'WITHDRAWN' });
      const { evidence } = (await ask(service, operation('evidence'), {}, ASSESSOR)).data;
      expect(evidence.nodes).toMatchObject([{ id: evidenceId, state: 'WITHDRAWN', links: [{ subject: 'ITEM', item: 'C4' }] }]);
      expect((await download(service, evidence.nodes[0].downloadAddress)).rawPayload.equals(content)).toBe(true);
    });

    test('with notices that are answered and closed, and a check', async () => {
      const dispute = { contract: tenant, kind: 'DISPUTE', subject: '坐席数', text: '请协商', occurredOn: '2026-01-05', clauses: [] };
      const { id: noticeId } = await run('issue-notice', ASSESSOR, { ...dispute, answerDueOn: '2026-01-16' });
      const answered = await run('answer-notice', VENDOR, { noticeId, step: 'CONTESTED', text: '已配齐' });
      expect(answered).toMatchObject({ state: 'CONTESTED', steps: [{ step: 'CONTESTED', party: 'VENDOR' }], deadline: null });
      expect(await run('close-notice', ASSESSOR, { noticeId, text: '已核对' })).toMatchObject({ state: 'CLOSED', periodsToSettle: [] });
      const later = await ask(service, '{ assessmentPeriod(contract: "qinghe-12345", period: "2026H2") { id } }', {}, ASSESSOR);
      const checked = await run('record-check', ASSESSOR, {
        periodId: later.data.assessmentPeriod.id,
        check: 'call_check',
        drawnOn: '2026-07-14',
        method: '随机',
        pieces: [
          { reference: '通话 1', result: 'PASSED' },
          { reference: '通话 2', result: 'FAILED' },
        ],
      });
      expect(checked).toMatchObject({ passedCount: 1, failedCount: 1, findings: [{ reference: 'check-1', count: '1' }] });
      const withdrawn = await run('withdraw-check', ASSESSOR, { checkId: checked.id, reason: '误记' });
      expect(withdrawn).toMatchObject({ withdrawalReason: '误记', findings: [{ reference: 'check-1', state: 'WITHDRAWN' }] });
    });

    test('with an advance that is settled, invoiced and paid', async () => {
      const issued = await run('issue-statement', FINANCE, { contract: tenant, instalment: 1 });
      expect(issued).toMatchObject({ number: 1, state: 'ISSUED', approvalsNeeded: 1 });
      const { id: statementId, digest, amountDue } = issued;
      expect(await run('approve-statement', FINANCE, { statementId, digest })).toMatchObject({ state: 'APPROVED' });
      await run('request-invoice', FINANCE, { statementId });
      const invoice = {
        statementId,
        kind: 'SPECIAL',
        number: '26990000000000000001',
        issuedOn: '2026-01-05',
        amount: amountDue.amount,
        tax: '1.00',
        buyerName: '另一抬头',
        buyerTaxNumber: '11610000016000080P',
        sellerName: '示例服务有限公司',
        sellerTaxNumber: '91610000664107062T',
      };
      const wrong = await run('submit-invoice', VENDOR, invoice);
      expect(wrong.checks.filter(({ passed }: { passed: boolean }) => !passed)).toMatchObject([{ code: 'BUYER_NAME' }]);
      const rejected = await run('reject-invoice', FINANCE, { invoiceId: wrong.id, reason: '抬头不符' });
      expect(rejected).toMatchObject({ state: 'REJECTED', reissueDueOn: '2026-01-15' });
      const right = { ...invoice, number: '26990000000000000002', buyerName: '青河市热线办公室（虚构）' };
      const { id: invoiceId } = await run('submit-invoice', VENDOR, right);
      expect(await run('accept-invoice', FINANCE, { invoiceId })).toMatchObject({ state: 'ACCEPTED', receivedOn: '2026-01-06' });
      const account = { holder: '示例户名', bank: '示例银行', number: '0000000000000001', reason: '合同所载' };
      const ids: string[] = [];
      for (const organisation of ['office', 'example-service']) {
        const { id: accountId } = await run('propose-bank-account', FINANCE, { ...account, organisation });
        expect(await run('confirm-bank-account', SECOND_FINANCE, { accountId })).toMatchObject({ state: 'IN_USE' });
        ids.push(accountId);
      }
      const transfer = { statementId, paidOn: '2026-01-06', fromAccountId: ids[0], toAccountId: ids[1], bankReference: '1' };
      const paid = await run('record-payment', FINANCE, { ...transfer, amount: '1.00' });
      expect(paid).toMatchObject({ statement: { state: 'PARTLY_PAID' } });
      expect(await run('reverse-payment', FINANCE, { paymentId: paid.id, reason: '录错' })).toMatchObject({ reversal: { reason: '录错' } });
      const failed = await run('record-authentication-failure', FINANCE, { invoiceId, foundOn: '2026-01-06', reason: '认证未通过' });
      expect(failed.authenticationFailure).toMatchObject({ claim: { amount: '1.00' } });
    });

    test('with people who come, are tested and go', async () => {
      await livePeople(run, { contract: tenant, manager: VENDOR, assessor: ASSESSOR, admin: ADMIN }, clock);
      const answer = await ask(service, operation('operator-month'), { contract: tenant, month: '2026-07' }, ASSESSOR);
      expectAnswered(answer);
      expect(answer.data.operatorMonth).toMatchObject({ state: 'CONFIRMED', marks: [{ no: '001', total: '42.5' }, { no: '002' }] });
      expect(answer.data.roster.nodes[0]).toMatchObject({ operatorHistory: [{ month: '2026-07' }], leave: [{ state: 'EXCUSED' }] });
    });

    test('with every mutation that there is', () => {
      expect([...ran].sort()).toEqual(MUTATIONS);
    });

    test('and what it left is found by its ids', async () => {
      const own = { tenant, role: 'AUDITOR' } as const;
      const query = `{ appeals { nodes { id } } corrections { nodes { id } } scorecards(first: 1) { nodes { id } }
        assessmentPeriod(contract: "qinghe-12345", period: "2026H1") { id findings(state: CONFIRMED, last: 1) { nodes { id } } } }`;
      const { appeals, corrections, scorecards, assessmentPeriod } = (await ask(service, query, {}, own)).data;
      const lists: { nodes: { id: string }[] }[] = [appeals, corrections, scorecards, assessmentPeriod.findings];
      const ids = [assessmentPeriod.id, ...lists.flatMap(({ nodes }) => nodes.map(({ id }) => id))];
      const answer = await ask(service, operation('nodes'), { ids }, own);
      expectAnswered(answer);
      expect(answer.data.nodes).toMatchObject([
        { state: 'PUBLISHED' },
        { item: 'C4', outcome: 'UPHELD' },
        { cause: 'READING', isOpen: false },
        { cause: 'ERROR', isOpen: false },
        { cause: 'APPEAL', isOpen: false },
        { revision: 4 },
        { reference: 'V-confirm-finding', findingState: 'CONFIRMED' },
      ]);
    });
  });
});
