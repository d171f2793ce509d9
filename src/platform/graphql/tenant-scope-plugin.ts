import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Actor } from '../auth/actor.js';
import { type TenantScopes, UnknownOutcomeError } from '../persistence/tenant-scope.js';
import { type PlatformPolicy, type Shared, TenantContext } from '../tenant-context.js';
import type { GraphqlContext } from './graphql-context.js';

export interface OperationContext extends GraphqlContext {
  readonly actor: Actor | null;
}

/**
 * One transaction for each operation. A query's only reads; a mutation's is kept as a whole, and only if the answer carries no
 * error, so that several mutations in one document stand or fall together.
 */
export const tenantScopePlugin = (
  scopes: TenantScopes,
  shared: Shared,
  now: () => Date,
  policy: PlatformPolicy,
  /** What is done for a tenant before its operation. */
  before: (tenantId: string) => Promise<void>,
  onFailedEnd: (error: Error, requestId: string) => void,
): ApolloServerPlugin<OperationContext> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operation }) {
        const { actor } = contextValue;
        if (!actor) return;
        await before(actor.tenantId);
        const mode = operation?.operation === 'mutation' ? 'write' : 'read';
        contextValue.tenant = new TenantContext(actor, scopes.open(actor.tenantId, mode), shared, now, contextValue.requestId, policy);
      },
      async willSendResponse({ contextValue, response }) {
        const { tenant, requestId } = contextValue;
        if (!tenant) return;
        const hasFailed = response.body.kind === 'single' && (response.body.singleResult.errors?.length ?? 0) > 0;
        try {
          await tenant.end(hasFailed ? 'discard' : 'keep');
        } catch (error) {
          onFailedEnd(error as Error, requestId);
          // What was to be discarded is lost with its connection as well, and the answer says already what went wrong.
          if (hasFailed) return;
          // Nothing of the answer may be believed.
          response.body = { kind: 'single', singleResult: { data: null, errors: [notKept(error, requestId).toJSON()] } };
        }
      },
    };
  },
});

/** A commit that was refused, or of which nobody knows: saying that nothing was saved would let the caller do it twice, or give it up. */
const notKept = (error: unknown, requestId: string): GraphQLError =>
  error instanceof UnknownOutcomeError
    ? new GraphQLError('是否已保存不明，请以同一幂等键重试 / whether it was saved is not known: try again with the same idempotency key', {
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      })
    : new GraphQLError('未能保存 / not saved', { extensions: { code: 'CONFLICT', requestId } });
