import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../src/platform/package-root.js';

/** The command as it was built. */
export const HOTLINE = join(packageRoot(), 'dist/src/cli.js');

export interface HotlineRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface HotlineSettings {
  /** What the command finds on standard input. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  /** Options of node itself, before the command. */
  readonly nodeOptions?: readonly string[];
  /** What its environment has beside the test's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built command as its users do: in a process of its own. */
export async function runHotline(
  words: readonly string[],
  { input = '', cwd = packageRoot(), nodeOptions = [], environment = {} }: HotlineSettings = {},
): Promise<HotlineRun> {
  const child = spawn(process.execPath, [...nodeOptions, HOTLINE, ...words], { cwd, env: { ...process.env, ...environment } });
  // A command that refuses its words ends before it has read its input: the broken pipe is no failure here.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exit, stdout, stderr };
}
