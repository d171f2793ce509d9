import { createServer, connect as openSocket, type Socket } from 'node:net';

/** What becomes of a connection with the bytes that have just come in. */
export type Verdict = 'PASS' | 'CUT' | 'PASS_AND_CUT';

/** Looks at what goes through one connection, in both directions. */
export interface Watcher {
  readonly sent: (bytes: Buffer) => Verdict;
  readonly answered: (bytes: Buffer) => Verdict;
}

/** A TCP server that stands before another one, and cuts connections where it is told to. */
export interface CuttingProxy {
  readonly port: number;
  /** Ends every connection that there is. */
  readonly cutAll: () => void;
  readonly close: () => Promise<void>;
}

export async function startCuttingProxy(targetPort: number, watch: () => Watcher): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = openSocket(targetPort, '127.0.0.1');
    const watcher = watch();
    const cut = () => {
      client.destroy();
      target.destroy();
    };
    const pass = (from: Socket, to: Socket, judge: (bytes: Buffer) => Verdict) => {
      sockets.add(from);
      from.on('data', (bytes: Buffer) => {
        const verdict = judge(bytes);
        if (verdict === 'CUT') return cut();
        to.write(bytes, verdict === 'PASS_AND_CUT' ? cut : undefined);
      });
      from.on('end', () => to.end());
      from.on('error', cut);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    };
    pass(client, target, watcher.sent);
    pass(target, client, watcher.answered);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cutAll,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll();
      await closed;
    },
  };
}

/** Reads the messages that a client of PostgreSQL sends, in whatever pieces they come; the first one has no type. */
export class PostgresMessages {
  private rest = Buffer.alloc(0);
  private hasStarted = false;

  /** Messages that are complete with these bytes: type and text of each. */
  take(bytes: Buffer): { readonly type: string; readonly text: string }[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const messages: { type: string; text: string }[] = [];
    for (;;) {
      const typeLength = this.hasStarted ? 1 : 0;
      if (this.rest.length < typeLength + 4) return messages;
      const end = typeLength + this.rest.readInt32BE(typeLength);
      if (this.rest.length < end) return messages;
      const type = this.hasStarted ? String.fromCharCode(this.rest[0]!) : 'STARTUP';
      messages.push({ type, text: this.rest.toString('utf8', typeLength + 4, end).replace(/\0$/, '') });
      this.rest = this.rest.subarray(end);
      this.hasStarted = true;
    }
  }
}
