import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Actor } from '../auth/actor.js';
import type { TenantScopes } from '../persistence/tenant-scope.js';
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
  onRefusedCommit: (error: Error, requestId: string) => void,
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
          // A refused commit: nothing of the answer is true.
          onRefusedCommit(error as Error, requestId);
          const refused = new GraphQLError('未能保存 / not saved', { extensions: { code: 'CONFLICT', requestId } });
          response.body = { kind: 'single', singleResult: { data: null, errors: [refused.toJSON()] } };
        }
      },
    };
  },
});
