// Requests a second and latency of the service, beside the floor (http and pg) on the same database in the same run.
// npm run bench:api [-- --tenants 100,350 --seconds 5 --rounds 3]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { findPostgres, startPostgres, urlOf } from '../support/postgres-server.mjs';

const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '100,350' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '16' },
  },
});
const TENANT_COUNTS = values.tenants.split(',').map(Number);
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const CLIENTS = Number(values.clients);

const QUERIES = {
  scorecard: `{ scorecards(first: 1) { nodes { id revision rubric complete total totalRange { least greatest } digest
    items { code title max points status provisional readings lines { clause measured arithmetic points provisional text } }
    payable { amount { amount } undisputed { amount } greatest { amount } } payableLines { clause measured arithmetic text }
    readings { code title option label state alternatives { option label total payable { amount } } } warnings { code items text }
    totalLine { clause measured arithmetic points text } } } }`,
  list: `{ assessmentPeriods(first: 20) { nodes { id code startsOn endsOn state scorecard { id revision total payableAmount { amount } } } } }`,
  total: '{ scorecards(first: 1) { nodes { total } } }',
};

const programs = findPostgres();
if (!programs) throw new Error('PostgreSQL 15 or later is needed');
const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
const postgres = await startPostgres(programs);
execFileSync(join(programs, 'psql'), ['-q', '-d', postgres.url, '-f', join(ROOT, 'migrations/provision.sql')], { stdio: ['ignore', 'ignore', 'inherit'] });
const databases = {
  DATABASE_URL: urlOf(postgres.url, 'hotline_service', 'hotline'),
  DATABASE_OWNER_URL: urlOf(postgres.url, 'hotline_owner', 'hotline'),
  DATABASE_CONNECTIONS: '8',
};

const ISSUER = { issuer: 'https://bench.invalid', audience: 'hotline' };
const { publicKey, privateKey } = await generateKeyPair('ES256');
const keys = join(folder, 'keys.json');
writeFileSync(keys, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] }));
const signToken = (tenant) =>
  new SignJWT({ tenant, roles: ['AUDITOR'] })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
    .setIssuer(ISSUER.issuer)
    .setAudience(ISSUER.audience)
    .setSubject('bench')
    .setExpirationTime('2h')
    .sign(privateKey);

/** Starts a server of ours; gives its address once it listens. */
async function start(script, environment) {
  const child = spawn(process.execPath, [join(ROOT, script)], {
    env: { ...process.env, ...databases, ...environment, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    const address = /^GraphQL {2}(\S+)$/m.exec(printed)?.[1];
    if (address) return { address, stop: () => stopped(child) };
  }
  throw new Error(`${script} did not start`);
}

const stopped = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function send(url, options, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${text}`))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** As many requests as some clients get answered in some seconds, one after another each. */
async function load(ask) {
  const latencies = [];
  const end = performance.now() + SECONDS * 1000;
  const client = async (first) => {
    for (let turn = first; performance.now() < end; turn += CLIENTS) {
      const began = performance.now();
      await ask(turn);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return { perSecond: latencies.length / SECONDS, median: at(0.5), late: at(0.99) };
}

const middleOf = (runs) => runs.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];

const pad = (value, width) => String(value).padStart(width);
const row = (kind, name, { perSecond, median, late }, ratio) =>
  `${kind.padEnd(10)} ${name.padEnd(8)} ${pad(Math.round(perSecond), 7)} /s   p50 ${pad(median.toFixed(1), 6)} ms   p99 ${pad(late.toFixed(1), 6)} ms   ${pad(ratio.toFixed(2), 5)}× floor\n`;

async function measure(tenants) {
  const tokens = await Promise.all(tenants.map(signToken));
  const floor = await start('tests/bench/floor-server.mjs', {});
  const service = await start('dist/src/main.js', {
    NODE_ENV: 'production',
    HOTLINE_ISSUER: ISSUER.issuer,
    HOTLINE_AUDIENCE: ISSUER.audience,
    HOTLINE_JWKS: keys,
    HOTLINE_FILE_KEY: 'only for measuring, no address is given',
    HOTLINE_SEAL_KEY: 'only for measuring, no account is recorded',
  });
  for (const [kind, query] of Object.entries(QUERIES)) {
    const body = JSON.stringify({ query });
    const askService = (turn) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[turn % tokens.length]}` };
      return send(service.address, { method: 'POST', headers }, body).then((text) => {
        if (text.includes('"errors"')) throw new Error(text);
      });
    };
    const askFloor = (turn) => send(`${floor.address}/${kind}/${tenants[turn % tenants.length]}`, {}, undefined);
    for (const ask of [askFloor, askService]) for (let turn = 0; turn < tenants.length; turn++) await ask(turn);
    const runs = { floor: [], service: [] };
    for (let round = 0; round < ROUNDS; round++) {
      runs.floor.push(await load(askFloor));
      runs.service.push(await load(askService));
    }
    const [base, ours] = [middleOf(runs.floor), middleOf(runs.service)];
    process.stdout.write(row(kind, 'floor', base, 1));
    process.stdout.write(row(kind, 'service', ours, ours.perSecond / base.perSecond));
  }
  await service.stop();
  await floor.stop();
}

try {
  for (const count of TENANT_COUNTS) {
    execFileSync(process.execPath, [join(ROOT, 'dist/src/seed-scale.js'), '--tenants', String(count)], {
      env: { ...process.env, ...databases },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process.stdout.write(`${count} tenants, ${CLIENTS} clients, the middle of ${ROUNDS} rounds of ${SECONDS} s\n`);
    await measure(Array.from({ length: count }, (_, index) => `scale-${String(index + 1).padStart(4, '0')}`));
  }
} finally {
  agent.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
