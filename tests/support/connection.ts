import { once } from 'node:events';
import { connect } from 'node:net';

export type Connection = Awaited<ReturnType<typeof openConnection>>;

/** A connection on which a test says what it likes, byte for byte, and hears everything until the other side ends it. */
export async function openConnection(address: string) {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  const ended = new Promise<string>((resolve, reject) => {
    socket.on('error', reject).on('close', () => resolve(heard));
  });
  // A test may end before it.
  ended.catch(() => {});
  return {
    say: (text: string) => socket.write(text),
    /** Waits for an answer whose body ends in these words. */
    hear: async (words: string) => {
      while (!heard.endsWith(words)) await once(socket, 'data');
    },
    leave: () => socket.destroy(),
    /** Everything that was heard; rejects where the connection was reset. */
    ended,
  };
}

/** The status codes of the answers in what was heard. */
export const statusesIn = (heard: string): number[] => [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
