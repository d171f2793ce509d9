// Starts the service as the README does, on a port of its own, asks it one question and stops it.
import { spawn } from 'node:child_process';

// Only the right answer makes it a success.
process.exitCode = 1;

const service = spawn(process.execPath, ['dist/src/main.js'], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
const stopped = new Promise((resolve) => service.once('exit', resolve));
const timer = setTimeout(() => service.kill(), 50_000);

let printed = '';
for await (const chunk of service.stdout) {
  printed += chunk;
  const address = /^GraphQL {2}(\S+)$/m.exec(printed)?.[1];
  if (!address) continue;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query: '{ contracts { code } }' }) });
  const answer = await response.text();
  process.stdout.write(`${answer}\n`);
  if (answer.includes('kezhou-12345') && answer.includes('shaanxi-12367')) process.exitCode = 0;
  service.kill();
  break;
}
const code = await stopped;
clearTimeout(timer);
if (code !== 0) process.exitCode = 1;
