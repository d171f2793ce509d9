import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = ['/usr/sbin/clamd', '/usr/bin/clamd', '/usr/local/sbin/clamd'].find((path) => existsSync(path));

/** Whether this machine has a clamd; where not, what needs one is skipped, and says so. */
export const HAS_CLAMD = PROGRAM !== undefined;

if (!HAS_CLAMD) process.stderr.write('no clamd on this machine (Debian: apt-get install clamav-daemon): its tests are skipped\n');

/** Harmless words that the test's own signature database takes for a virus. */
export const MARKER = 'hotline-test-signature-d41c6f';

/** A user that is not root, for a process that may not be root's. */
function plainUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid!() !== 0) return {};
  const idOf = (kind: '-u' | '-g', user: string) =>
    Number(execFileSync('id', [kind, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['clamav', 'nobody'])
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {}
  throw new Error('there is no user but root');
}

const START_MS_MAX = 60_000;

/** A clamd with a signature of the test's own, on a socket of its own; `start` and `stop` may be called again and again. */
export async function prepareClamd() {
  const user = plainUser();
  const folder = await mkdtemp(join(tmpdir(), 'hotline-clamd-'));
  const path = join(folder, 'clamd.sock');
  const signatures = join(folder, 'signatures');
  await mkdir(signatures);
  await writeFile(join(signatures, 'test.ndb'), `Hotline.Test.Marker:0:*:${Buffer.from(MARKER).toString('hex')}\n`);
  const settings = [
    'Foreground yes',
    `LocalSocket ${path}`,
    'FixStaleSocket yes',
    `DatabaseDirectory ${signatures}`,
    `TemporaryDirectory ${folder}`,
    'StreamMaxLength 60M',
    'MaxFileSize 60M',
    'MaxScanSize 120M',
    'MaxThreads 2',
  ];
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid!);
  let child: ChildProcess | undefined;
  const stop = async () => {
    if (!child) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
    child = undefined;
    await rm(path, { force: true });
  };
  return {
    location: { path },
    start: async () => {
      child = spawn(PROGRAM!, ['--config-file', join(folder, 'clamd.conf')], { ...user, stdio: 'ignore' });
      for (const end = Date.now() + START_MS_MAX; !(await answers(path)); await new Promise((resolve) => setTimeout(resolve, 100)))
        if (Date.now() > end) throw new Error('clamd did not start');
    },
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
