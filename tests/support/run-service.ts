import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../src/platform/package-root.js';
import { endWithUs } from './end-with-us.mjs';

const running = new Set<ChildProcess>();

function spawnService(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/src/main.js')], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  endWithUs(child, 'KILL');
  child.once('close', () => running.delete(child));
  return child;
}

/** Ends whatever a failed test has left running. */
export function endServices(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs the built service until it ends by itself, which it does only where it cannot start. */
export async function runService(environment: Readonly<Record<string, string>>) {
  const child = spawnService(environment);
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exit: exit as number | null, stdout, stderr };
}

/** Starts the built service; gives its lines up to one that ends in the last words awaited, or all of them where it ends before. */
export async function startService(
  environment: Readonly<Record<string, string>>,
  lastWords: string,
  onSpawn: (child: ChildProcess) => void = () => {},
): Promise<{ readonly child: ChildProcess; readonly lines: readonly string[] }> {
  const child = spawnService(environment);
  onSpawn(child);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.endsWith(lastWords)) break;
  }
  return { child, lines };
}

/** Asks a service to stop, as an operator does; gives its exit code. */
export async function stopService(child: ChildProcess, signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> {
  const ended = once(child, 'close');
  child.kill(signal);
  return (await ended)[0];
}
