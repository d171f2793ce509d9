import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from '../../src/features/resolvers.js';
import { makeSchema } from '../../src/platform/graphql/schema.js';
import { codeOf, EVERY_ROLE, inQinghe, QINGHE, type RoleName, VENDOR } from '../support/callers.js';
import { clockAt } from '../support/lives.js';
import { mutationNames } from '../support/operation-names.js';
import { PEOPLE_ROWS, type PeopleStage, peopleStage } from '../support/people-rows.js';
import { periodIdOf, recordable, recordCase, rowCounts, run } from '../support/recording.js';
import { type Answer, ask, type Caller, createService, DATABASES, NOW, type Service } from '../support/service.js';
import { submit, upload } from '../support/uploading.js';

const SUBMITTERS = ['ASSESSOR', 'VENDOR_STAFF', 'VENDOR_MANAGER'] as const;

const SIGNATORIES = ['AGENCY_SIGNATORY', 'VENDOR_SIGNATORY'] as const;

/** What a stranger is told: there is no such thing, no such contract, or nothing, since nothing of the tenant's is named. */
type Stranger = 'NOT_FOUND' | 'UNKNOWN_CONTRACT' | 'organisation UNKNOWN_ORGANISATION' | 'OWN';

interface Row {
  /** Who may, written out: a role that may do more or less than before fails here. */
  readonly roles: readonly RoleName[];
  readonly stranger?: Stranger;
  /** The second of the role's persons does it: the first has recorded what is decided. */
  readonly person?: 2;
  /** Makes something that it can be done with, by a role; gives the input. */
  readonly prepare: (stage: Stage, by: RoleName) => object | Promise<object>;
}

/** A published half-year and one that takes figures, and what can be done with them. */
interface Stage extends PeopleStage {
  readonly open: string;
  readonly published: string;
  scorecard(): Promise<{ id: string; digest: string }>;
  proposed(): Promise<string>;
  appealed(item: string): Promise<string>;
  decideAll(): Promise<void>;
  proposedReading(by: RoleName): Promise<string>;
  demanded(): Promise<string>;
  checked(): Promise<string>;
  delivered(): Promise<string>;
  /** An upload that passed its checks, and evidence to be reviewed, each of the role's own party. */
  uploaded(by: RoleName): Promise<string>;
  submitted(by: RoleName): Promise<string>;
  noticeBy(by: RoleName): Promise<string>;
  /** A notice of the other party’s. */
  noticeTo(by: RoleName): Promise<string>;
  /** The advance's statement, issued, and approved; an invoice of it that is to be decided, and one that is accepted. */
  issued(): Promise<{ id: string; digest: string }>;
  approved(): Promise<string>;
  /** The approved statement once no invoice of it stands. */
  invoiceable(): Promise<string>;
  invoiced(): Promise<string>;
  accepted(): Promise<string>;
  proposedAccount(organisation: string): Promise<string>;
  payment(): Promise<object>;
  paid(): Promise<string>;
}

const document = { zh: '测试', en: 'Test' };

/** A day, later with each number. */
const dayOf = (number: number): string => new Date(Date.UTC(2027, 7, number)).toISOString().slice(0, 10);

const notice = (kind: string) => ({ contract: QINGHE, kind, subject: '协商', text: '请协商', occurredOn: '2026-01-05', clauses: [] });

const checkOf = (periodId: string, number: number) => ({
  periodId,
  check: 'call_check',
  drawnOn: '2026-07-14',
  method: '随机',
  pieces: [{ reference: `通话 ${number}`, result: 'PASSED' }],
});

const decided: Row = {
  roles: ['ASSESSOR'],
  prepare: async (stage) => ({ findingId: await stage.proposed(), reason: '复核' }),
};

const amended = (more: object): Row => ({
  roles: ['TENANT_ADMIN'],
  stranger: 'UNKNOWN_CONTRACT',
  prepare: (stage) => ({ contract: QINGHE, effectiveFrom: dayOf(stage.next()), document, ...more }),
});

/** In the order in which they are tried. */
const MUTATIONS: Readonly<Record<string, Row>> = {
  'record-observations': {
    roles: ['ASSESSOR', 'MACHINE', 'VENDOR_STAFF', 'VENDOR_MANAGER'],
    prepare: ({ open, next }) => ({ periodId: open, observations: [{ metric: 'ordersSent', value: 20_000 + next(), source: 'VENDOR' }] }),
  },
  'record-findings': {
    roles: ['ASSESSOR'],
    prepare: ({ open }) => ({
      periodId: open,
      findings: [{ item: 'B3', kind: 'slow_order', occurredOn: '2026-07-13', elapsedHours: '14' }],
    }),
  },
  'judge-item': { roles: ['ASSESSOR'], prepare: ({ open }) => ({ periodId: open, item: 'C4', points: '5', reason: '复查' }) },
  'propose-finding': {
    roles: ['VENDOR_STAFF', 'VENDOR_MANAGER', 'MACHINE'],
    prepare: ({ open, next }) => ({
      periodId: open,
      finding: { item: 'D1', kind: 'thanks', occurredOn: '2026-07-14', matterId: `m-${next()}`, evidence: '锦旗' },
    }),
  },
  'confirm-finding': decided,
  'reject-finding': decided,
  'withdraw-finding': decided,
  'score-period': { roles: ['ASSESSOR'], prepare: ({ open }) => ({ periodId: open }) },
  'publish-scorecard': { roles: ['ASSESSOR'], prepare: async (stage) => ({ scorecardId: (await stage.scorecard()).id }) },
  'appeal-item': {
    roles: VENDOR,
    prepare: async (stage, by) => ({
      scorecardId: (await stage.scorecard()).id,
      item: { VENDOR_STAFF: 'A1', VENDOR_MANAGER: 'A2', VENDOR_SIGNATORY: 'A3' }[by as string] ?? 'A1',
      reason: '数据有误',
    }),
  },
  'decide-appeal': {
    roles: ['ASSESSOR'],
    person: 2,
    prepare: async (stage) => ({ appealId: await stage.appealed('B1'), outcome: 'DISMISSED', reason: '属实' }),
  },
  'refuse-signature': { roles: SIGNATORIES, prepare: async (stage) => ({ scorecardId: (await stage.scorecard()).id, reason: '有异议' }) },
  'sign-scorecard': {
    roles: SIGNATORIES,
    prepare: async (stage) => {
      await stage.decideAll();
      const { id: scorecardId, digest } = await stage.scorecard();
      return { scorecardId, digest };
    },
  },
  'correct-scorecard': { roles: ['ASSESSOR'], prepare: async (stage) => ({ scorecardId: (await stage.scorecard()).id, reason: '填错' }) },
  'propose-reading': {
    roles: SIGNATORIES,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, reading: 'Q-3', option: 'LOWER', reason: '协商' }),
  },
  'agree-reading': {
    roles: SIGNATORIES,
    prepare: async (stage, by) => ({
      proposalId: await stage.proposedReading(by === 'AGENCY_SIGNATORY' ? 'VENDOR_SIGNATORY' : 'AGENCY_SIGNATORY'),
      agreedOn: '2026-01-06',
      document,
    }),
  },
  'amend-contract': amended({}),
  'void-clause': amended({ clause: '§4.2', reason: '多余' }),
  'add-calendar-days': {
    roles: ['TENANT_ADMIN'],
    stranger: 'OWN',
    prepare: () => ({
      noticeNumber: '地方1号',
      noticeIssuedOn: '2026-01-05',
      days: [{ day: '2026-08-03', isWorkingDay: false, name: '地方假日' }],
    }),
  },
  'demand-deliverable': {
    roles: ['ASSESSOR'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, obligation: 'defect_remedied', dueOn: '2026-02-02', note: '整改' }),
  },
  'set-obligation-date': {
    roles: ['ASSESSOR'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => ({
      contract: QINGHE,
      obligation: 'defect_remedied',
      occurrence: await stage.demanded(),
      dueOn: '2026-02-03',
      reason: '改期',
    }),
  },
  'consent-to-delay': {
    roles: ['ASSESSOR'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, obligation: 'monthly_report', occurrence: '2026-01', until: '2026-02-20', reason: '春节' }),
  },
  'record-obligation-event': {
    roles: ['ASSESSOR'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, event: 'defect_notified', occurredOn: '2026-01-05', note: '书面通知' }),
  },
  'withdraw-obligation-event': {
    roles: ['ASSESSOR'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => ({ contract: QINGHE, occurrence: await stage.demanded(), reason: '误记' }),
  },
  'submit-deliverable': {
    roles: ['ASSESSOR', 'VENDOR_STAFF', 'VENDOR_MANAGER'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, obligation: 'monthly_report', occurrence: '2026-01', description: '一月月报' }),
  },
  'review-deliverable': {
    roles: ['ASSESSOR'],
    prepare: async (stage) => ({ deliverableId: await stage.delivered(), outcome: 'ACCEPTED', reason: '齐全' }),
  },
  'create-upload': {
    roles: SUBMITTERS,
    stranger: 'OWN',
    prepare: ({ next }) => ({ fileName: '说明.txt', contentType: 'text/plain', sizeBytes: next(), sha256: 'a'.repeat(64) }),
  },
  'submit-evidence': {
    roles: SUBMITTERS,
    prepare: async (stage, by) => ({ uploadId: await stage.uploaded(by), links: [{ item: { periodId: stage.open, item: 'C4' } }] }),
  },
  'review-evidence': {
    roles: ['ASSESSOR'],
    prepare: async (stage) => ({ evidenceId: await stage.submitted('VENDOR_STAFF'), outcome: 'ACCEPTED' }),
  },
  'withdraw-evidence': {
    roles: SUBMITTERS,
    prepare: async (stage, by) => ({ evidenceId: await stage.submitted(by), reason: '重传' }),
  },
  'record-check': { roles: ['ASSESSOR'], prepare: ({ open, next }) => checkOf(open, next()) },
  'withdraw-check': { roles: ['ASSESSOR'], prepare: async (stage) => ({ checkId: await stage.checked(), reason: '误记' }) },
  'issue-notice': {
    roles: ['ASSESSOR', 'AGENCY_SIGNATORY', 'VENDOR_MANAGER', 'VENDOR_SIGNATORY'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => notice('DISPUTE'),
  },
  'answer-notice': {
    roles: ['ASSESSOR', 'AGENCY_SIGNATORY', 'VENDOR_MANAGER', 'VENDOR_SIGNATORY'],
    prepare: async (stage, by) => ({ noticeId: await stage.noticeTo(by), step: 'ANSWERED', text: '已收悉' }),
  },
  'close-notice': {
    roles: ['ASSESSOR', 'AGENCY_SIGNATORY', 'VENDOR_MANAGER', 'VENDOR_SIGNATORY'],
    prepare: async (stage, by) => ({ noticeId: await stage.noticeBy(by), text: '已了结' }),
  },
  'issue-statement': {
    roles: ['FINANCE'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, instalment: 1 }),
  },
  'approve-statement': {
    roles: ['FINANCE'],
    prepare: async (stage) => {
      const { id: statementId, digest } = await stage.issued();
      return { statementId, digest };
    },
  },
  'request-invoice': { roles: ['FINANCE'], prepare: async (stage) => ({ statementId: await stage.approved() }) },
  'submit-invoice': {
    roles: ['FINANCE', 'VENDOR_STAFF', 'VENDOR_MANAGER'],
    prepare: async (stage) => invoiceOf(await stage.invoiceable(), stage.next()),
  },
  'reject-invoice': { roles: ['FINANCE'], prepare: async (stage) => ({ invoiceId: await stage.invoiced(), reason: '有误' }) },
  'accept-invoice': { roles: ['FINANCE'], prepare: async (stage) => ({ invoiceId: await stage.invoiced() }) },
  'record-authentication-failure': {
    roles: ['FINANCE'],
    prepare: async (stage) => ({ invoiceId: await stage.accepted(), foundOn: '2026-01-06', reason: '认证未通过' }),
  },
  'propose-bank-account': {
    roles: ['FINANCE', 'VENDOR_MANAGER'],
    stranger: 'organisation UNKNOWN_ORGANISATION',
    prepare: () => ({ organisation: 'example-service', holder: '户名', bank: '银行', number: '0000 0001', reason: '合同所载' }),
  },
  'confirm-bank-account': {
    roles: ['FINANCE'],
    prepare: async (stage) => ({ accountId: await stage.proposedAccount('example-service') }),
  },
  'record-payment': { roles: ['FINANCE'], prepare: (stage) => stage.payment() },
  'reverse-payment': { roles: ['FINANCE'], prepare: async (stage) => ({ paymentId: await stage.paid(), reason: '录错' }) },
  ...PEOPLE_ROWS,
};

const invoiceOf = (statementId: string, number: number) => ({
  statementId,
  kind: 'SPECIAL',
  number: `${10n ** 19n + BigInt(number)}`,
  issuedOn: '2026-01-05',
  amount: '370370.34',
  tax: '1.00',
  buyerName: '青河市热线办公室（虚构）',
  buyerTaxNumber: '11610000016000080P',
  sellerName: '示例服务有限公司',
  sellerTaxNumber: '91610000664107062T',
});

const noteOf = (number: number) => ({ fileName: '说明.txt', contentType: 'text/plain', content: Buffer.from(`${number}`) });

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema(resolvers);
});

test('every mutation has its row', () => {
  expect(Object.keys(MUTATIONS).sort()).toEqual(mutationNames(schema));
});

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let stage: Stage;
  const clock = clockAt(NOW.toISOString());
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    const published = await recordCase(service, 'qinghe-01');
    const { id } = await done('score-period', { periodId: published }, inQinghe('ASSESSOR'));
    stage = stageOf(published, await periodIdOf(service, QINGHE, '2026H2'), id);
  });
  afterAll(() => service.stop());

  /** Does something that must succeed; gives its result. */
  async function done(name: string, input: object, caller: Caller) {
    const { data, errors } = await run(service, name, input, caller);
    const result = data && Object.values(data)[0];
    if (errors || /Error$/.test((result as { __typename: string }).__typename))
      throw new Error(`${name}: ${JSON.stringify(errors ?? result)}`);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its sample asked for
    return result as any;
  }

  const FINANCE = inQinghe('FINANCE');

  function stageOf(published: string, open: string, scorecardId: string): Stage {
    let last = 0;
    const statement = async () => {
      const query = `{ settlementStatement(contract: "${QINGHE}", instalment: 1) { id digest state
        invoices { id state authenticationFailure { foundOn } } } }`;
      return (await ask(service, query, {}, FINANCE)).data.settlementStatement;
    };
    const approved = async (): Promise<string> => {
      const { id: statementId, digest, state } = await statement();
      if (state === 'ISSUED') await done('approve-statement', { statementId, digest }, FINANCE);
      return statementId;
    };
    const invoiceIn = async (state: string): Promise<string | undefined> =>
      (await statement()).invoices.find((invoice: { state: string }) => invoice.state === state)?.id;
    const accepted = async (): Promise<string> => {
      const { invoices } = await statement();
      const known = invoices.find((invoice: { state: string }) => invoice.state === 'ACCEPTED');
      if (known && !known.authenticationFailure) return known.id;
      // Nothing is paid on one that failed authentication: another one takes its place.
      if (known) await done('reject-invoice', { invoiceId: known.id, reason: '未通过认证' }, FINANCE);
      const { id: invoiceId } = await done('submit-invoice', invoiceOf(await approved(), ++last), inQinghe('VENDOR_STAFF'));
      return (await done('accept-invoice', { invoiceId }, FINANCE)).id;
    };
    const proposedAccount = async (organisation: string): Promise<string> => {
      const input = { organisation, holder: '户名', bank: '银行', number: '0000 0002', reason: '合同所载' };
      return (await done('propose-bank-account', input, inQinghe('FINANCE', 2))).id;
    };
    const accounts: string[] = [];
    const payment = async (): Promise<object> => {
      await accepted();
      if (accounts.length === 0)
        for (const organisation of ['office', 'example-service']) {
          const accountId = await proposedAccount(organisation);
          await done('confirm-bank-account', { accountId }, FINANCE);
          accounts.push(accountId);
        }
      const [fromAccountId, toAccountId] = accounts;
      return {
        statementId: await approved(),
        amount: '1.00',
        paidOn: '2026-01-06',
        bankReference: `${++last}`,
        fromAccountId,
        toAccountId,
      };
    };
    const askedAs = async (query: string) => (await ask(service, query, { id: scorecardId }, inQinghe('AUDITOR'))).data;
    return {
      open,
      published,
      scorecard: async () => ({
        id: scorecardId,
        ...(await askedAs('query ($id: ID!) { node(id: $id) { ... on Scorecard { digest } } }')).node,
      }),
      proposed: async () => {
        const finding = { item: 'D1', kind: 'thanks', occurredOn: '2026-07-15', matterId: `m-${++last}`, evidence: '锦旗' };
        return (await done('propose-finding', { periodId: open, finding }, inQinghe('VENDOR_STAFF'))).id;
      },
      appealed: async (item) => {
        const { appeals } = await askedAs('{ appeals(isOpen: true) { nodes { id item } } }');
        const known = appeals.nodes.find((appeal: { item: string }) => appeal.item === item);
        return (known ?? (await done('appeal-item', { scorecardId, item, reason: '有误' }, inQinghe('VENDOR_STAFF')))).id;
      },
      decideAll: async () => {
        const { appeals } = await askedAs('{ appeals(isOpen: true) { nodes { id } } }');
        for (const { id: appealId } of appeals.nodes)
          await done('decide-appeal', { appealId, outcome: 'DISMISSED', reason: '属实' }, inQinghe('ASSESSOR', 2));
      },
      proposedReading: async (by) =>
        (await done('propose-reading', { contract: QINGHE, reading: 'Q-5', option: 'PER_1000', reason: '协商' }, inQinghe(by))).id,
      demanded: async () => {
        const input = { contract: QINGHE, obligation: 'defect_remedied', dueOn: '2026-02-02', note: '整改' };
        return (await done('demand-deliverable', input, inQinghe('ASSESSOR'))).occurrence;
      },
      checked: async () => (await done('record-check', checkOf(open, ++last), inQinghe('ASSESSOR'))).id,
      delivered: async () => {
        const input = { contract: QINGHE, obligation: 'monthly_report', occurrence: '2026-01', description: '一月月报' };
        return (await done('submit-deliverable', input, inQinghe('VENDOR_STAFF'))).id;
      },
      uploaded: async (by) => {
        const uploadId = await upload(service, inQinghe(by), noteOf(++last));
        await service.desk!.settled();
        return uploadId;
      },
      submitted: async (by) => (await submit(service, inQinghe(by), noteOf(++last), [{ item: { periodId: open, item: 'C4' } }])).id,
      noticeBy: async (by) => (await done('issue-notice', notice('DISPUTE'), inQinghe(by))).id,
      noticeTo: async (by) =>
        (await done('issue-notice', notice('DISPUTE'), inQinghe(by.startsWith('VENDOR') ? 'ASSESSOR' : 'VENDOR_MANAGER'))).id,
      issued: async () => (await statement()) ?? done('issue-statement', { contract: QINGHE, instalment: 1 }, FINANCE),
      approved,
      invoiceable: async () => {
        const statementId = await approved();
        const standing = await invoiceIn('SUBMITTED');
        if (standing) await done('reject-invoice', { invoiceId: standing, reason: '有误' }, FINANCE);
        return statementId;
      },
      invoiced: async () =>
        (await invoiceIn('SUBMITTED')) ?? (await done('submit-invoice', invoiceOf(await approved(), ++last), inQinghe('VENDOR_STAFF'))).id,
      accepted,
      proposedAccount,
      payment,
      paid: async () => (await done('record-payment', await payment(), FINANCE)).id,
      ...peopleStage(service, done, () => ++last, clock),
    };
  }

  const saidToStranger = ({ data, errors }: Answer): string | undefined => {
    if (errors) return errors[0]!.extensions.code;
    const { problems = [] } = Object.values(data)[0] as { problems?: { path: string; code: string }[] };
    return problems.map(({ path, code }) => (path === 'contract' ? code : `${path} ${code}`)).join();
  };

  describe.each(Object.entries(MUTATIONS))('%s', (name, { roles, stranger = 'NOT_FOUND', person, prepare }) => {
    test('is refused to whoever may not, and nothing has changed', async () => {
      const input = await prepare(stage, roles[0]!);
      const before = await rowCounts(service);
      expect(codeOf(await run(service, name, input, null))).toBe('UNAUTHENTICATED');
      for (const role of EVERY_ROLE.filter((candidate) => !roles.includes(candidate)))
        expect([role, codeOf(await run(service, name, input, inQinghe(role)))]).toEqual([role, 'FORBIDDEN']);
      expect(codeOf(await run(service, name, input, { ...inQinghe('MACHINE'), scopes: ['score:read', 'draft:read'] }))).toBe('FORBIDDEN');
      if (stranger !== 'OWN')
        for (const role of roles)
          for (const tenant of ['shaanxi', 'kezhou'])
            expect([role, saidToStranger(await run(service, name, input, { tenant, role }))]).toEqual([role, stranger]);
      expect(await rowCounts(service)).toEqual(before);
    });

    test('is done by whoever may', async () => {
      for (const role of roles) {
        const input = await prepare(stage, role);
        const before = await rowCounts(service);
        await done(name, input, inQinghe(role, person));
        const after = await rowCounts(service);
        expect({ role, after }).not.toEqual({ role, after: before });
        const elsewhere = Object.keys(after).filter((table) => !table.startsWith(QINGHE));
        expect(elsewhere.filter((table) => after[table] !== before[table])).toEqual([]);
      }
    });
  });

  test('an appeal may not be decided by the assessor who recorded what its item rests on, and nothing has changed', async () => {
    const periodId = stage.open;
    const { observations } = recordable('qinghe-03');
    const findings = [{ item: 'B3', kind: 'slow_order', occurredOn: '2026-07-13', elapsedHours: '14' }];
    await done('record-observations', { periodId, observations }, inQinghe('ASSESSOR'));
    await done('record-findings', { periodId, findings }, inQinghe('ASSESSOR'));
    const { id: scorecardId } = await done('score-period', { periodId }, inQinghe('ASSESSOR'));
    await done('publish-scorecard', { scorecardId }, inQinghe('ASSESSOR'));
    const { id: appealId } = await done('appeal-item', { scorecardId, item: 'B3', reason: '未超时' }, inQinghe('VENDOR_STAFF'));
    const input = { appealId, outcome: 'DISMISSED', reason: '属实' };
    const before = await rowCounts(service);
    const { data } = await run(service, 'decide-appeal', input, inQinghe('ASSESSOR'));
    expect(data.decideAppeal).toMatchObject({ __typename: 'AppealNotDecidableError', obstacles: ['RECORDED_BY_YOURSELF'] });
    expect(await rowCounts(service)).toEqual(before);
    expect(await done('decide-appeal', input, inQinghe('ASSESSOR', 2))).toMatchObject({ outcome: 'DISMISSED' });
  });
});
