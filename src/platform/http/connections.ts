import { Server as Listener, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { isDoneWithin } from '../in-time.js';

/** Most connections that stand in the system's queue: Node's own default. */
const QUEUE_COUNT_MAX = 511;

/** How long a stop leaves open what nobody uses: a client that asks one request after the other asks again within it. */
const IDLE_GRACE_MS = 1_000;
const LOOK_MS = 100;

/** A turn of the event loop that takes no longer did no work during which more could have come in unseen. */
const QUIET_TURN_MS = 5;

/** The connections of a server, and a way to end them in which nothing that has come in is lost. */
export class Connections {
  private readonly open = new Set<Socket>();
  private readonly requestCounts = new WeakMap<Socket, number>();
  private takenCount = 0;
  private hasBegunToEnd = false;
  private queueTaken: Promise<void> | undefined;

  constructor(private readonly server: FastifyInstance) {
    server.server.on('connection', (socket) => {
      this.takenCount += 1;
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
    server.addHook('onRequest', async ({ raw: { socket } }, reply) => {
      this.count(socket, 1);
      reply.raw.once('close', () => this.count(socket, -1));
      // What is answered comes again on a new connection, and turns full of work take the queue slowly: first the queue, then the answers.
      await this.queueTaken;
    });
    server.addHook('onSend', async ({ raw }, reply) => {
      // An end that is announced is an end: a request that stands behind this one, or is still coming in, would be lost with it.
      const isLast = this.requestCounts.get(raw.socket) === 1 && raw.complete;
      if (this.hasBegunToEnd && isLast) reply.header('connection', 'close');
    });
  }

  get areEnding(): boolean {
    return this.hasBegunToEnd;
  }

  private count(socket: Socket, change: 1 | -1): void {
    this.requestCounts.set(socket, (this.requestCounts.get(socket) ?? 0) + change);
  }

  /**
   * Takes no new connection and ends those that are open: with the answer of their last request, or where nobody uses them any more.
   *
   * What stands in the system's queues has come in: connections that were not yet taken, of which the event loop takes one a turn, and
   * requests that nobody has read yet on connections that look idle. To close either resets it.
   */
  async end(): Promise<void> {
    this.hasBegunToEnd = true;
    const listener = this.server.server;
    if (!listener.listening) return;
    this.queueTaken = this.takeQueue();
    await this.queueTaken;
    let areAllClosed = false;
    const allClosed = new Promise<void>((resolve) => {
      // Not the HTTP server's own: that one closes what looks idle at once.
      Listener.prototype.close.call(listener, () => {
        areAllClosed = true;
        resolve();
      });
    });
    await isDoneWithin(IDLE_GRACE_MS, allClosed);
    while (!areAllClosed) {
      await quietTurn();
      this.closeUnused();
      await isDoneWithin(LOOK_MS, allClosed);
    }
  }

  private async takeQueue(): Promise<void> {
    // Whatever stands behind that many has come after: the queue is taken in order.
    const countMax = this.takenCount + QUEUE_COUNT_MAX;
    let count: number;
    do {
      count = this.takenCount;
      await quietTurn();
    } while (this.takenCount > count && this.takenCount < countMax);
  }

  private closeUnused(): void {
    this.server.server.closeIdleConnections();
    // Node counts as idle only what has had a request.
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}

/** Waits until the event loop has looked for input and found nearly nothing: what has come in up to now is then known. */
async function quietTurn(): Promise<void> {
  await turn();
  let beganAt: number;
  do {
    beganAt = performance.now();
    await turn();
  } while (performance.now() - beganAt > QUIET_TURN_MS);
}
