// Starts the service as the README does, on a port and a data folder of its own, asks both tenants with the tokens that it prints, and stops it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Only the right answers make it a success.
process.exitCode = 1;

const folder = mkdtempSync(join(tmpdir(), 'hotline-start-'));
const environment = { ...process.env, PORT: '0', HOTLINE_DATA: join(folder, 'data') };
const service = spawn(process.execPath, ['dist/src/main.js'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
const stopped = new Promise((resolve) => service.once('exit', resolve));
const timer = setTimeout(() => service.kill(), 100_000);

const query = '{ viewer { tenant { code } } scorecards(first: 1) { nodes { total state } } }';

async function ask(address, token) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const answer = await response.text();
  process.stdout.write(`${answer}\n`);
  return JSON.parse(answer).data;
}

let printed = '';
for await (const chunk of service.stdout) {
  printed += chunk;
  const address = /^GraphQL {2}(\S+)$/m.exec(printed)?.[1];
  if (!address || !/^GraphiQL /m.test(printed)) continue;
  const found = [];
  for (const tenant of ['kezhou', 'shaanxi']) {
    const token = new RegExp(`^${tenant}-assessor-1 +(\\S+)$`, 'm').exec(printed)?.[1];
    const data = await ask(address, token);
    found.push(data?.viewer.tenant.code === tenant && data.scorecards.nodes.length === 1);
  }
  if (found.every(Boolean)) process.exitCode = 0;
  service.kill();
  break;
}
const code = await stopped;
clearTimeout(timer);
rmSync(folder, { recursive: true, force: true });
if (code !== 0) process.exitCode = 1;
