import { setTimeout as wait } from 'node:timers/promises';
import { type CommandName, commandDocument } from './commands.js';
import { oneOf } from './seeded-random.js';

/** A tenant's period that is written to: who writes, and what may be written there. */
export interface Place {
  readonly tenant: string;
  readonly periodId: string;
  readonly token: string;
  /** Inputs that hold together with whatever else is recorded; each row bears the key. */
  readonly commands: readonly [WrittenCommand, ...WrittenCommand[]];
}

export interface WrittenCommand {
  readonly name: CommandName;
  readonly inputOf: (key: string) => object;
  /** How many rows it leaves, all or none of them. */
  readonly rowCount: number;
  /** Ids in the command's answer; null where it is another answer than it should be. */
  // biome-ignore lint/suspicious/noExplicitAny: what a command gives is as its document asks for it
  readonly idsOf: (given: any) => readonly string[] | null;
}

/** A command that was sent, and what its sender knows of it. */
export interface SentCommand {
  readonly place: Place;
  readonly command: WrittenCommand;
  readonly key: string;
  /** Ids that were acknowledged; null where it was never answered and its sender gave it up. */
  ids: readonly string[] | null;
  /** Requests for it that got no answer, or one which promises nothing. */
  unansweredCount: number;
}

const REQUEST_MS_MAX = 20_000;

/** Retries of one command: far more than a service and its database need to come back. */
const TRIES_MAX = 1000;

/** How long a service is waited for: long enough for the slowest machine. */
const WAIT_MS = 20;
const WAITS_MAX = 6000;

/** How often a command that got no answer is given up for good, as by a client that dies itself. */
const GIVE_UP_SHARE = 0.1;

/** A client that sends one command after the other as fast as it can, and repeats each with its key until it is answered. */
export class RetryingClient {
  readonly sent: SentCommand[] = [];
  /** Answers that no client should ever get. */
  readonly wrongAnswers: string[] = [];

  constructor(
    private readonly name: string,
    private readonly places: readonly [Place, ...Place[]],
    /** Addresses of the services that listen at this moment. */
    private readonly addresses: () => readonly string[],
    private readonly random: () => number,
  ) {}

  async run(isOver: (sentCount: number) => boolean): Promise<void> {
    for (let count = 0; !isOver(count); count++) {
      const place = oneOf(this.random, this.places);
      const command = oneOf(this.random, place.commands);
      const sent: SentCommand = { place, command, key: `${this.name}-${count}`, ids: null, unansweredCount: 0 };
      this.sent.push(sent);
      await this.insist(sent);
    }
  }

  private async insist(sent: SentCommand): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const answer = await this.ask(await this.anAddress(), sent);
      if (answer === 'WRONG') return;
      if (answer !== 'NONE') {
        sent.ids = answer;
        return;
      }
      sent.unansweredCount += 1;
      if (this.random() < GIVE_UP_SHARE) return;
      await wait(10 + 40 * this.random());
    }
    this.wrongAnswers.push(`${sent.key}: never answered`);
  }

  /** One of the services that listen; none may for as long as all of them are being started. */
  private async anAddress(): Promise<string> {
    for (let tries = 0; tries < WAITS_MAX; tries++) {
      const [first, ...others] = this.addresses();
      if (first !== undefined) return oneOf(this.random, [first, ...others]);
      await wait(WAIT_MS);
    }
    throw new Error('no service listens any more');
  }

  private async ask(address: string, { place, command, key }: SentCommand): Promise<readonly string[] | 'NONE' | 'WRONG'> {
    const input = { periodId: place.periodId, ...command.inputOf(key), idempotencyKey: key };
    let text: string;
    try {
      const response = await fetch(`${address}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${place.token}` },
        body: JSON.stringify({ query: commandDocument(command.name), variables: { input } }),
        signal: AbortSignal.timeout(REQUEST_MS_MAX),
      });
      text = await response.text();
    } catch {
      return 'NONE';
    }
    const { data, errors = [] } = JSON.parse(text);
    const codes = errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
    if (codes.length > 0 && codes.every((code: string) => code === 'INTERNAL_SERVER_ERROR')) return 'NONE';
    const ids = codes.length === 0 ? command.idsOf(data[command.name]) : null;
    if (ids) return ids;
    this.wrongAnswers.push(`${key}: ${text.slice(0, 500)}`);
    return 'WRONG';
  }
}
