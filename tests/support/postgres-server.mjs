// A PostgreSQL server of the tests' own: a private port and data folder, started as a user that is not root, stopped by its pid.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { endWithUs } from './end-with-us.mjs';

const DEBIAN = '/usr/lib/postgresql';
const VERSION_MIN = 15;

/** The folder of the server's programs; null where there is none of a version that will do. */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number).filter((version) => version >= VERSION_MIN) : [];
  const newest = Math.max(...versions);
  if (versions.length > 0) return join(DEBIAN, String(newest), 'bin');
  try {
    const folder = execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return existsSync(join(folder, 'initdb')) ? folder : null;
  } catch {
    return null;
  }
}

/** The server refuses to run as root. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Tests of what survives want a server that writes to the disk before it answers; the others want a quick one. */
const QUICK = { fsync: 'off' };
export const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // After a kill every file is brought to the disk again: one call for all of them is five times as quick, where there is one.
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};

/** How often a start is tried, and how long between: what a killed server leaves behind must have ended before the next begins. */
const TRIES_MAX = 600;
const TRY_MS = 50;

/**
 * A server that is not started yet: the URL of its administrator, and functions that start, kill and remove it.
 *
 * A kill reaches the first process of the server, by its pid, and waits for its end: SIGKILL leaves the others to notice, SIGQUIT
 * tells them to leave at once. Whatever was not written to the disk is lost with either.
 */
export function createPostgres(programs, durability = QUICK) {
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'hotline-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' };
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], options);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', ...durability };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let port;
  let server = null;
  const isRunning = () => server !== null && server.exitCode === null && server.signalCode === null;
  const url = () => `postgresql://postgres@127.0.0.1:${port}/postgres`;

  const start = async () => {
    port ??= await freePort();
    for (let tries = 1; ; tries++) {
      if (!isRunning()) {
        server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...flags], options);
        endWithUs(server, 'INT');
      }
      const client = new pg.Client({ connectionString: url() });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (tries >= TRIES_MAX) {
          await remove();
          throw error;
        }
        await wait(TRY_MS);
      }
    }
  };

  const kill = async (signal) => {
    if (!isRunning()) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    process.kill(server.pid, signal);
    await ended;
  };

  const remove = async () => {
    await kill('SIGINT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  return { url, start, kill, remove };
}

/** Starts a quick server; gives the URL of its administrator and the function that stops it. */
export async function startPostgres(programs) {
  const { url, start, remove } = createPostgres(programs);
  await start();
  return { url: url(), stop: remove };
}

/** Makes the logins and the empty database, as the server's administrator does. */
export const provision = (programs, url) =>
  execFileSync(join(programs, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-f', join(import.meta.dirname, '../../migrations/provision.sql')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** The URL of a login in a database of a server. */
export const urlOf = (url, login, database) => Object.assign(new URL(url), { username: login, pathname: `/${database}` }).href;
