import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { verifyAuditTrail } from '../../src/features/audit/verify-audit-trail.js';
import { globalId } from '../../src/platform/graphql/global-id.js';
import { codesOf, command, commandDocument, done } from '../support/commands.js';
import { type CuttingProxy, PostgresMessages, startCuttingProxy, type Verdict } from '../support/cutting-proxy.js';
import { withSuperuser } from '../support/isolation.js';
import { periodIdOf } from '../support/recording.js';
import { type Answer, ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

// On a busy machine a storm may take its time.
jest.setTimeout(240_000);

const TENANT = 'qinghe-12345';
const ASSESSOR: Caller = { tenant: TENANT, role: 'ASSESSOR' };

/** More than the connections that there are. */
const COUNT = 12;

/** Ids of the judgements that bear a reason: every test has reasons of its own. */
const judged = (service: Service, reason: string): Promise<string[]> =>
  withSuperuser(service, async (run) => {
    const rows = await run<{ id: string }>('select id::text from judgements where tenant_id = $1 and reason = $2', [TENANT, reason]);
    return rows.map(({ id }) => globalId('Judgement', id));
  });

async function expectIntactTrail(service: Service): Promise<void> {
  const scope = service.storage.scopes.open(TENANT, 'read');
  const verdict = await verifyAuditTrail(scope, TENANT).finally(() => scope.end('discard'));
  expect(verdict).toMatchObject({ isIntact: true });
}

describe.each(DATABASES)('between a client and the service, on %s', (kind) => {
  let service: Service;
  let periodId: string;
  let port: number;
  let proxy: CuttingProxy;
  let answerVerdict: Verdict = 'PASS';
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await periodIdOf(service, TENANT, '2026H1', ASSESSOR);
    port = Number(new URL(await service.start(0, '127.0.0.1')).port);
    proxy = await startCuttingProxy(port, () => ({ sent: () => 'PASS', answered: () => answerVerdict }));
  });
  afterAll(async () => {
    await proxy.close();
    await service.stop();
  });

  const bodyOf = (reason: string) => {
    const input = { periodId, item: 'C4', points: '5', reason, idempotencyKey: reason };
    return JSON.stringify({ query: commandDocument('judgeItem'), variables: { input } });
  };

  /** Sends a request over a connection of its own; `onSent` gets the function that cuts it from the client's side. */
  async function send(body: string, to: number, onSent: (cut: () => void) => void = () => {}): Promise<Answer> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await service.tokenOf(ASSESSOR)}`,
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: to, path: '/graphql', method: 'POST', headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode, ...JSON.parse(text) }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body, () => onSent(() => sent.destroy(new Error('cut by the client'))));
    });
  }

  test('an answer that was sent and never arrived comes again with the same key: one effect', async () => {
    for (let times = 0; times < COUNT; times++) {
      const reason = `answer cut ${times}`;
      answerVerdict = 'CUT';
      await expect(send(bodyOf(reason), proxy.port)).rejects.toThrow();
      answerVerdict = 'PASS';
      const [id, ...more] = await judged(service, reason);
      expect([id, more]).toEqual([expect.any(String), []]);
      const { data } = await send(bodyOf(reason), proxy.port);
      expect(data.judgeItem).toMatchObject({ __typename: 'Judgement', id });
      expect(await judged(service, reason)).toEqual([id]);
    }
  });

  test('a client that leaves before the answer and asks again at once has one effect', async () => {
    for (let times = 0; times < COUNT; times++) {
      const reason = `client left ${times}`;
      const left = send(bodyOf(reason), port, (cut) => setTimeout(cut, times));
      const again = left.catch(() => {}).then(() => send(bodyOf(reason), port));
      const beside = send(bodyOf(reason), port);
      const [{ data: first }, { data: second }] = await Promise.all([again, beside]);
      expect(first.judgeItem).toMatchObject({ __typename: 'Judgement' });
      expect(second).toEqual(first);
      expect(await judged(service, reason)).toEqual([first.judgeItem.id]);
    }
  });

  test('a request that arrives in part does nothing', async () => {
    const body = bodyOf('half a request');
    const headers = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${await service.tokenOf(ASSESSOR)}\r\n`;
    const whole = Buffer.from(`${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const half = await startCuttingProxy(port, () => ({ sent: () => 'PASS_AND_CUT', answered: () => 'PASS' }));
    for (const length of [whole.length - 1, whole.length - Math.floor(body.length / 2), headers.length])
      await new Promise((resolve) => connect(half.port, '127.0.0.1').on('close', resolve).write(whole.subarray(0, length)));
    await half.close();
    expect((await send(bodyOf('after halves'), port)).data.judgeItem).toMatchObject({ __typename: 'Judgement' });
    expect(await judged(service, 'half a request')).toEqual([]);
  });

  test('leaves the audit trail in order', () => expectIntactTrail(service));
});

/** Where a connection to the server is cut: at the message of the service that is meant, before it gets there or with its reply. */
interface Cut {
  readonly isAt: (type: string, text: string) => boolean;
  readonly when: 'BEFORE_IT_ARRIVES' | 'WITH_ITS_REPLY';
}

const COMMIT: Cut['isAt'] = (type, text) => type === 'Q' && text === 'commit';

// The embedded database has no connection to cut.
describe.each(DATABASES.filter((kind) => kind === 'postgresql'))('between the service and its server, on %s', (kind) => {
  let service: Service;
  let proxy: CuttingProxy;
  let periodId: string;
  let next: Cut | null = null;
  let cutCount = 0;

  /** Cuts once: at the first message, of whichever connection, that the next cut is meant for. */
  const watch = () => {
    const messages = new PostgresMessages();
    let isSwallowing = false;
    return {
      sent: (bytes: Buffer): Verdict => {
        for (const { type, text } of messages.take(bytes)) {
          if (!next?.isAt(type, text)) continue;
          const { when } = next;
          next = null;
          cutCount += 1;
          if (when === 'BEFORE_IT_ARRIVES') return 'CUT';
          isSwallowing = true;
        }
        return 'PASS';
      },
      answered: (): Verdict => (isSwallowing ? 'CUT' : 'PASS'),
    };
  };

  beforeAll(async () => {
    proxy = await startCuttingProxy(Number(new URL(process.env.HOTLINE_TEST_POSTGRES!).port), watch);
    service = await createService(kind, [], { reachedBy: (url) => Object.assign(new URL(url), { port: proxy.port }).href });
    periodId = await periodIdOf(service, TENANT, '2026H1', ASSESSOR);
  });
  afterAll(async () => {
    await service.stop();
    await proxy.close();
  });

  const inputOf = (reason: string) => ({ periodId, item: 'C4', points: '5', reason, idempotencyKey: reason });
  const judge = (reason: string) => command(service, 'judgeItem', inputOf(reason), ASSESSOR);

  test('a reply to COMMIT that is swallowed is an error that promises nothing, and the same key gives the first result', async () => {
    for (let times = 0; times < COUNT; times++) {
      const reason = `commit swallowed ${times}`;
      next = { isAt: COMMIT, when: 'WITH_ITS_REPLY' };
      const answer = await judge(reason);
      expect(next).toBeNull();
      expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
      expect(answer.errors![0]!.message).toContain('try again with the same idempotency key');
      const kept = await judged(service, reason);
      expect(kept).toHaveLength(1);
      expect(await done(service, 'judgeItem', inputOf(reason), ASSESSOR)).toMatchObject({ __typename: 'Judgement', id: kept[0] });
      expect(await judged(service, reason)).toEqual(kept);
    }
  });

  test('a COMMIT that never arrives is the same error, and the same key does it then', async () => {
    for (let times = 0; times < COUNT; times++) {
      const reason = `commit lost ${times}`;
      next = { isAt: COMMIT, when: 'BEFORE_IT_ARRIVES' };
      const answer = await judge(reason);
      expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
      expect(answer.errors![0]!.message).toContain('try again with the same idempotency key');
      expect(await judged(service, reason)).toEqual([]);
      expect(await done(service, 'judgeItem', inputOf(reason), ASSESSOR)).toMatchObject({ __typename: 'Judgement' });
      expect(await judged(service, reason)).toHaveLength(1);
    }
  });

  test.each(['BEFORE_IT_ARRIVES', 'WITH_ITS_REPLY'] as const)('a cut at any message of a command, %s, leaves one effect', async (when) => {
    // Opened beforehand: the messages that follow are the command's own.
    await judge(`warm ${when}`);
    for (let place = 1; place < 200; place++) {
      const reason = `cut ${when} ${place}`;
      let count = 0;
      next = {
        isAt: () => {
          count += 1;
          return count === place;
        },
        when,
      };
      const answer = await judge(reason);
      if (next !== null) {
        next = null;
        expect(codesOf(answer)).toEqual([]);
        expect(place).toBeGreaterThan(10);
        return;
      }
      expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
      const kept = await judged(service, reason);
      expect(kept.length).toBeLessThanOrEqual(1);
      const again = await done(service, 'judgeItem', inputOf(reason), ASSESSOR);
      expect(again).toMatchObject({ __typename: 'Judgement', ...(kept.length > 0 ? { id: kept[0] } : {}) });
      expect(await judged(service, reason)).toEqual([again.id]);
    }
    throw new Error('a command of 200 messages');
  });

  test('a reading that is cut is an error, and the next one is answered', async () => {
    const query = '{ contracts { nodes { code } } }';
    for (let times = 0; times < COUNT; times++) {
      // Statements are prepared: only the first time their text is sent.
      next = { isAt: (type) => type === 'B', when: times % 2 === 0 ? 'WITH_ITS_REPLY' : 'BEFORE_IT_ARRIVES' };
      expect(codesOf(await ask(service, query, {}, ASSESSOR))).toEqual(['INTERNAL_SERVER_ERROR']);
      expect((await ask(service, query, {}, ASSESSOR)).data.contracts.nodes).toEqual([{ code: TENANT }]);
    }
  });

  test('a server out of reach, and back, is served from again without a start', async () => {
    const statusOf = async () => (await service.server.inject({ method: 'GET', url: '/readyz' })).statusCode;
    expect(await statusOf()).toBe(200);
    for (let times = 0; times < COUNT; times++) {
      next = { isAt: (type) => type === 'STARTUP', when: 'BEFORE_IT_ARRIVES' };
      proxy.cutAll();
      await wait(20);
      // One connection is cut once more while it is being opened.
      expect(codesOf(await judge(`out of reach ${times}`))).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(await done(service, 'judgeItem', inputOf(`out of reach ${times}`), ASSESSOR)).toMatchObject({ __typename: 'Judgement' });
    }
    expect(await statusOf()).toBe(200);
  });

  test.each(['read', 'write'] as const)(
    'a transaction that its service has left behind does not %s for ever: the server ends it',
    async (mode) => {
      const scope = service.storage.scopes.open(TENANT, mode);
      const settings = `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
      expect(await scope.rows(settings, [])).toEqual([{ statement: '30s', idle: '1min' }]);
      await scope.end('discard');
    },
  );

  test('leaves the audit trail in order, and something was cut each time', async () => {
    await expectIntactTrail(service);
    expect(cutCount).toBeGreaterThan(4 * COUNT);
  });
});
