import { canonicalJson, type Json } from '../core/values/canonical-json.js';
import { RequestError } from './request-error.js';
import { processSealer } from './sealer.js';
import type { TenantContext } from './tenant-context.js';

/** What every command may be given beside its own input. */
export interface CommandInput {
  /** The same key and input give the first result again. */
  readonly idempotencyKey?: string | null;
}

interface CommandDefinition<I extends object, R> {
  /** As the schema and the trail call it: signScorecard. */
  readonly name: string;
  /** Whoever has one of them may. */
  readonly permissions: readonly string[];
  readonly run: (context: TenantContext, input: I) => Promise<R>;
}

export type Command<I extends object, R> = (context: TenantContext, input: I & CommandInput) => Promise<R>;

/** Longest key that is kept. */
const KEY_LENGTH_MAX = 255;

/**
 * A command: something of a tenant is written, by somebody who may, at most once for each key.
 *
 * The result is plain data, since it is stored beside its effect: a caller who never got the answer asks again with the same key.
 * Writers of one tenant take turns, so that a command sees everything that the ones before it have written, and the trail of what is
 * written has one end. Errors: throws FORBIDDEN, and CONFLICT where the key came with another input before.
 */
export function defineCommand<I extends object, R>({ name, permissions, run }: CommandDefinition<I, R>): Command<I, R> {
  return async (context, { idempotencyKey, ...input }) => {
    context.authorize(...permissions);
    const said = plainJson(input);
    if (!isKeepable(said) || !isKeepable(idempotencyKey ?? null))
      throw new RequestError('BAD_USER_INPUT', '文本含有不能保存的字符', 'a text has a character that cannot be kept');
    await takeTurn(context, name);
    if (idempotencyKey == null) return run(context, input as unknown as I);
    if (idempotencyKey === '' || idempotencyKey.length > KEY_LENGTH_MAX)
      throw new RequestError(
        'BAD_USER_INPUT',
        `幂等键应为 1 至 ${KEY_LENGTH_MAX} 个字符`,
        `an idempotency key has 1 to ${KEY_LENGTH_MAX} characters`,
      );
    // Keyed: an input may name a person, and what is kept of it outlasts that person's erasure.
    const digest = context.ofProcess(processSealer).fingerprint(canonicalJson({ command: name, input: said }));
    const stored = await findStored<R>(context, idempotencyKey);
    if (stored && stored.digest !== digest)
      throw new RequestError('CONFLICT', '同一幂等键已用于其他输入', 'this idempotency key came with another input before');
    if (stored) return stored.result;
    const result = await run(context, input as unknown as I);
    await context.rows(
      `insert into idempotency_keys (tenant_id, subject, key, command, digest, result, created_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [context.tenantId, context.actor.subject, idempotencyKey, name, digest, JSON.stringify(result), context.now().toISOString()],
    );
    return result;
  };
}

/** Waits for the tenant's other writers, and says who writes and with what. */
async function takeTurn(context: TenantContext, operation: string): Promise<void> {
  await context.rows(
    `select pg_advisory_xact_lock(hashtextextended($1, 0)), set_config('app.actor', $2, true), set_config('app.operation', $3, true),
       set_config('app.request_id', $4, true)`,
    [context.tenantId, context.actor.subject, operation, context.requestId],
  );
}

interface Stored<R> {
  readonly digest: string;
  readonly result: R;
}

async function findStored<R>(context: TenantContext, key: string): Promise<Stored<R> | null> {
  const [row] = await context.rows<Stored<R>>(
    'select digest, result from idempotency_keys where tenant_id = $1 and subject = $2 and key = $3',
    [context.tenantId, context.actor.subject, key],
  );
  return row ?? null;
}

/** An input as JSON, whatever classes it came in: a member that is null says as little as one that is left out. */
const plainJson = (input: object): Json =>
  JSON.parse(JSON.stringify(input, (_key, value) => (typeof value === 'bigint' ? String(value) : (value ?? undefined)))) as Json;

/** Whether the database keeps every text as it is: it knows no U+0000 and no half of a surrogate pair. */
const isKeepable = (value: Json | undefined): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isKeepable(name) && isKeepable(member));
};
