import { spawn } from 'node:child_process';

/**
 * Ends a child with this process, even where this one is killed and can do nothing any more: a shell beside it waits for our end of a
 * pipe to close, and is told where the child has ended before.
 */
export function endWithUs(child, signal) {
  const guard = spawn('sh', ['-c', 'read -r word || kill -s "$1" "$2"', 'sh', signal, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  guard.stdin.unref();
  child.once('exit', () => guard.stdin.end('ended\n'));
}
