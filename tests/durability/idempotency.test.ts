import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CommandName, codesOf, command, commandField, done, inputTypeOf } from '../support/commands.js';
import { fingerprintOf, withSuperuser } from '../support/isolation.js';
import { CONTRACT, LIFE, type LifeCommand, liveOnce } from '../support/keyed-life.js';
import { periodIdOf } from '../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

// On a busy machine a storm may take its time.
jest.setTimeout(240_000);

const TENANT = CONTRACT;
const ASSESSOR: Caller = { tenant: TENANT, role: 'ASSESSOR' };
const OTHER_ASSESSOR: Caller = { tenant: TENANT, role: 'ASSESSOR', subject: `${TENANT}-assessor-2` };

/** As many as a server takes at once; the embedded database answers them one after the other. */
const AT_ONCE = 50;

const ANOTHER_INPUT = 'this idempotency key came with another input before';

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind, [], { connectionCountMax: AT_ONCE });
  });
  afterAll(() => service.stop());

  const countOf = (table: string, condition: string, values: readonly unknown[]): Promise<number> =>
    withSuperuser(service, async (run) => {
      const [row] = await run<{ count: number }>(`select count(*)::int as count from ${table} where ${condition}`, values);
      return row!.count;
    });

  /** Rows of judgements that bear a reason: whatever a test judges has a reason of its own. */
  const judged = (reason: string) => countOf('judgements', 'reason = $1', [reason]);

  const keysStored = (key: string) => countOf('idempotency_keys', 'key = $1', [key]);

  const judgement = async (reason: string, period = '2026H2') => ({
    periodId: await periodIdOf(service, CONTRACT, period),
    item: 'C4',
    points: '5',
    reason,
  });

  describe('a whole life of commands, each with a key', () => {
    let commands: readonly LifeCommand[];
    beforeAll(async () => {
      commands = await liveOnce(service);
    });

    test('does every step, those that are meant to be refused too', () => {
      const given = commands.map(({ step, answer }) => `${step.name} ${answer.__typename}`);
      expect(given).toEqual(LIFE.map(({ name, gives }) => `${name} ${gives}`));
    });

    test('gives the first result of each again when all of it is over, and writes nothing', async () => {
      const before = await fingerprintOf(service, TENANT);
      for (const { step, input, answer } of commands) expect(await done(service, step.name, input, step.by)).toEqual(answer);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('is in conflict with another input under the same keys, and nothing changes', async () => {
      const before = await fingerprintOf(service, TENANT);
      for (const { step, input } of commands) {
        const other = 'reason' in input ? { ...input, reason: 'another one' } : { ...input, ...step.another };
        const answer = await command(service, step.name, other, step.by);
        expect([step.name, ...codesOf(answer)]).toEqual([step.name, 'CONFLICT']);
        expect(answer.errors![0]!.message).toContain(ANOTHER_INPUT);
      }
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('is in conflict with another command under the same keys', async () => {
      const before = await fingerprintOf(service, TENANT);
      const input = await judgement('of another command');
      for (const { step, input: first } of commands.filter(({ step: { by } }) => by.role === 'ASSESSOR')) {
        const answer = await command(service, 'judgeItem', { ...input, idempotencyKey: first.idempotencyKey }, step.by);
        expect(answer.errors?.[0]?.message).toContain(ANOTHER_INPUT);
      }
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });
  });

  describe('a key', () => {
    test('is a person’s own: another with the same key and input does it once more', async () => {
      const input = { ...(await judgement('two persons')), idempotencyKey: 'of two persons' };
      const first = await done(service, 'judgeItem', input, ASSESSOR);
      const second = await done(service, 'judgeItem', input, OTHER_ASSESSOR);
      expect(second).toMatchObject({ __typename: 'Judgement', revision: first.revision + 1 });
      expect(await done(service, 'judgeItem', input, ASSESSOR)).toEqual(first);
      expect(await done(service, 'judgeItem', input, OTHER_ASSESSOR)).toEqual(second);
      expect(await judged('two persons')).toBe(2);
    });

    test('is a tenant’s own: the same person in two tenants is two callers', async () => {
      const contracts = { kezhou: ['kezhou-12345', '2025Q4', '4.1'], shaanxi: ['shaanxi-12367', '2025-11', '4.1'] } as const;
      const given = [];
      for (const [tenant, [contract, period]] of Object.entries(contracts)) {
        const caller: Caller = { tenant, role: 'ASSESSOR', subject: 'somebody of both' };
        const periodId = await periodIdOf(service, contract, period, caller);
        const input = { periodId, idempotencyKey: 'of two tenants' };
        const first = await done(service, 'scorePeriod', input, caller);
        expect(await done(service, 'scorePeriod', input, caller)).toEqual(first);
        given.push(first);
      }
      expect(given.map(({ __typename }) => __typename)).toEqual(['Scorecard', 'Scorecard']);
      expect(given[0].id).not.toBe(given[1].id);
      expect(await keysStored('of two tenants')).toBe(2);
    });

    test.each([
      ['empty', ''],
      ['of 256 characters', 'k'.repeat(256)],
      ['with a character that no database keeps', 'a\u0000b'],
    ])('that is %s is no key, and nothing is done', async (_, idempotencyKey) => {
      const before = await fingerprintOf(service, TENANT);
      const answer = await command(service, 'judgeItem', { ...(await judgement('no key')), idempotencyKey }, ASSESSOR);
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test.each([
      ['of 255 characters', 'k'.repeat(255)],
      ['in Chinese', '幂'.repeat(255)],
      ['of characters outside the first plane', '𠀀'.repeat(127)],
      ['that only looks like null', 'null'],
    ])('%s is taken', async (title, idempotencyKey) => {
      const input = { ...(await judgement(title)), idempotencyKey };
      const first = await done(service, 'judgeItem', input, ASSESSOR);
      expect(await done(service, 'judgeItem', input, ASSESSOR)).toEqual(first);
      expect(await judged(title)).toBe(1);
    });

    test('that is left out, or null, does it each time', async () => {
      const input = await judgement('without a key');
      for (const more of [{}, { idempotencyKey: null }]) await done(service, 'judgeItem', { ...input, ...more }, ASSESSOR);
      expect(await judged('without a key')).toBe(2);
    });

    test('means the same input whether a member is null or left out', async () => {
      const input = { ...(await judgement('null or nothing')), idempotencyKey: 'null or nothing' };
      const first = await done(service, 'judgeItem', input, ASSESSOR);
      expect(await done(service, 'judgeItem', { ...input, expectedVersion: null }, ASSESSOR)).toEqual(first);
    });
  });

  describe('a document of several commands', () => {
    const two = (first: CommandName, second: CommandName) =>
      `mutation ($a: ${inputTypeOf(first)}, $b: ${inputTypeOf(second)}) { first: ${commandField(first, 'a')} second: ${commandField(second, 'b')} }`;

    test('of which one is an error stores no key: the others can be asked again, with another input too', async () => {
      const before = await fingerprintOf(service, TENANT);
      const a = { ...(await judgement('of a failed document')), idempotencyKey: 'of a failed document' };
      for (const b of [{ periodId: 'none' }, { periodId: a.periodId, expectedVersion: 0 }, { periodId: a.periodId, idempotencyKey: '' }])
        expect(codesOf(await ask(service, two('judgeItem', 'scorePeriod'), { a, b }, ASSESSOR))).toHaveLength(1);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
      const other = { ...a, points: '4' };
      expect(await done(service, 'judgeItem', other, ASSESSOR)).toMatchObject({ __typename: 'Judgement', points: '4' });
      expect(await judged('of a failed document')).toBe(1);
    });

    test('stores each its own key, and gives all first results again', async () => {
      const a = { ...(await judgement('of a whole document')), idempotencyKey: 'first of two' };
      const b = { periodId: a.periodId, idempotencyKey: 'second of two' };
      const send = async () => (await ask(service, two('judgeItem', 'scorePeriod'), { a, b }, ASSESSOR)).data;
      const first = await send();
      expect(first).toMatchObject({ first: { __typename: 'Judgement' }, second: { __typename: 'Scorecard' } });
      expect(await send()).toEqual(first);
      expect(await done(service, 'judgeItem', a, ASSESSOR)).toEqual(first.first);
      expect(await judged('of a whole document')).toBe(1);
    });

    test('with one key twice does it once', async () => {
      const a = { ...(await judgement('one key twice')), idempotencyKey: 'one key twice' };
      const { data } = await ask(service, two('judgeItem', 'judgeItem'), { a, b: a }, ASSESSOR);
      expect(data.second).toEqual(data.first);
      expect(await judged('one key twice')).toBe(1);
    });
  });

  describe(`${AT_ONCE} requests at the same moment`, () => {
    test('with one key and input have one effect, and all get its result', async () => {
      const input = { ...(await judgement('all at once')), idempotencyKey: 'all at once' };
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => done(service, 'judgeItem', input, ASSESSOR)));
      expect(answers[0]).toMatchObject({ __typename: 'Judgement' });
      expect(answers).toEqual(Array(AT_ONCE).fill(answers[0]));
      expect(await judged('all at once')).toBe(1);
      expect(await keysStored('all at once')).toBe(1);
    });

    test('with one key and different inputs have one effect; the others are in conflict', async () => {
      const input = await judgement('different at once');
      const send = (index: number) =>
        command(service, 'judgeItem', { ...input, points: `0.${10 + index}`, idempotencyKey: 'different at once' }, ASSESSOR);
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(index)));
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
      expect(answers.flatMap(codesOf)).toEqual(Array(AT_ONCE - 1).fill('CONFLICT'));
      expect(await judged('different at once')).toBe(1);
    });

    test('that expect the same version: one writes, the others are in conflict', async () => {
      const input = await judgement('one version');
      const expectedVersion = await versionOf(input.periodId);
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () => command(service, 'judgeItem', { ...input, expectedVersion }, ASSESSOR)),
      );
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
      expect(answers.flatMap(codesOf)).toEqual(Array(AT_ONCE - 1).fill('CONFLICT'));
      expect(await judged('one version')).toBe(1);
      expect(await versionOf(input.periodId)).toBe(expectedVersion + 1);
    });
  });

  const versionOf = async (id: string): Promise<number> => {
    const { data } = await ask(service, 'query ($id: ID!) { node(id: $id) { ... on AssessmentPeriod { version } } }', { id }, ASSESSOR);
    return data.node.version;
  };

  describe('an expected version', () => {
    test.each([-1, 1])('that is %i off is in conflict, and nothing is written, no key either', async (offset) => {
      const input = await judgement('stale');
      const expectedVersion = (await versionOf(input.periodId)) + offset;
      const before = await fingerprintOf(service, TENANT);
      const stale = { ...input, expectedVersion, idempotencyKey: 'stale' };
      expect(codesOf(await command(service, 'judgeItem', stale, ASSESSOR))).toEqual(['CONFLICT']);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('that is right is taken; the same key gives the result again, though the version is another by then', async () => {
      const input = await judgement('the right version');
      const expectedVersion = await versionOf(input.periodId);
      const keyed = { ...input, expectedVersion, idempotencyKey: 'the right version' };
      const first = await done(service, 'judgeItem', keyed, ASSESSOR);
      expect(await versionOf(input.periodId)).toBe(expectedVersion + 1);
      expect(await done(service, 'judgeItem', keyed, ASSESSOR)).toEqual(first);
      expect(await judged('the right version')).toBe(1);
    });
  });
});
