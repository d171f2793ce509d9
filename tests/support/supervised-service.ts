import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { startService } from './run-service.js';

/** How much of what a service says on standard error is kept, to be shown where a test fails. */
const COMPLAINTS_MAX = 50;

/** How often in a row a start may fail, which it does while the database is away. */
const STARTS_MAX = 100;

/** A service that is started again whenever it has ended, as an operator's supervisor does it. */
export class SupervisedService {
  /** Where it listens; null while it does not. */
  address: string | null = null;
  /** Starts that came as far as an address. */
  startCount = 0;
  /** Ends that nobody asked for, of a service that had listened. */
  readonly unexpectedEnds: string[] = [];
  readonly complaints: string[] = [];
  private child: ChildProcess | null = null;
  private isKilled = false;
  private isOver = false;
  private readonly supervision: Promise<void>;

  constructor(private readonly environment: Readonly<Record<string, string>>) {
    this.supervision = this.supervise();
    this.supervision.catch(() => {});
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Kills the process at once, whatever it does; it is started again. */
  kill(): void {
    this.isKilled = true;
    this.child?.kill('SIGKILL');
  }

  /** Waits until it listens. Errors: throws where it never does. */
  async isUp(): Promise<string> {
    for (let tries = 0; tries < 3000; tries++) {
      if (this.address) return this.address;
      await Promise.race([wait(20), this.supervision]);
    }
    throw new Error(`the service does not start:\n${this.complaints.join('\n')}`);
  }

  /** Ends it for good. Errors: throws where it could not be started any more. */
  async end(): Promise<void> {
    this.isOver = true;
    this.kill();
    await this.supervision;
  }

  private async supervise(): Promise<void> {
    for (let failures = 0; !this.isOver; failures++) {
      if (failures === STARTS_MAX) throw new Error(`the service does not start:\n${this.complaints.join('\n')}`);
      if (await this.runOnce()) failures = 0;
      else await wait(100);
    }
  }

  /** Runs it until it ends; gives whether it came to listen. */
  private async runOnce(): Promise<boolean> {
    this.isKilled = false;
    const { child, lines } = await startService(this.environment, '/', (started) => {
      this.child = started;
      started.stderr?.setEncoding('utf8').on('data', (text: string) => {
        this.complaints.push(text.trimEnd().slice(0, 500));
        this.complaints.splice(0, this.complaints.length - COMPLAINTS_MAX);
      });
    });
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
    const address = lines.at(-1)?.match(/http:\/\/[\d.]+:\d+\/$/)?.[0] ?? null;
    if (address && !this.isOver) {
      this.address = address;
      this.startCount += 1;
    }
    if (this.isOver) child.kill('SIGKILL');
    await ended;
    this.address = null;
    if (address && !this.isKilled && !this.isOver) this.unexpectedEnds.push(`code ${child.exitCode}, signal ${child.signalCode}`);
    return address !== null;
  }
}
