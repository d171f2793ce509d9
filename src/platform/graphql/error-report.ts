import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../logging.js';
import { RequestError } from '../request-error.js';
import type { GraphqlContext } from './graphql-context.js';

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Raised by the database where two writers wanted the same place. */
const CONFLICTS = new Set(['UniqueConstraintViolationException', 'LockWaitTimeoutException', 'DeadlockException']);

const UNKEEPABLE_CHARACTER = '文本含有不能保存的字符 / a text has a character that cannot be kept';

/** What is wrong with a value that the database does not keep, by its SQLSTATE: values come from callers. */
const UNKEEPABLE: Readonly<Record<string, string>> = {
  // Such as one with U+0000.
  '22021': UNKEEPABLE_CHARACTER,
  '22P05': UNKEEPABLE_CHARACTER,
  '22001': '文本过长 / a text is too long',
  '22003': '数值过大 / a number is too large',
};

/** Null where the error is another one. */
const unkeepableOf = (error: unknown): string | null =>
  error instanceof Error ? (UNKEEPABLE[(error as { code?: string }).code ?? ''] ?? null) : null;

const originalOf = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);

/** What a caller learns of an error: nothing of our insides. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = originalOf(error);
  const { path, locations } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (original instanceof RequestError) return { message: original.message, ...place, extensions: { code: original.code } };
  if (original instanceof Error && CONFLICTS.has(original.name))
    return { message: '与另一写入冲突，请重试 / in conflict with another writer: try again', ...place, extensions: { code: 'CONFLICT' } };
  const unkeepable = unkeepableOf(original);
  if (unkeepable !== null) return { message: unkeepable, ...place, extensions: { code: 'BAD_USER_INPUT' } };
  // The server gives every error of validation one code; a limit has a code of its own.
  if (formatted.extensions?.measure !== undefined)
    return { ...formatted, extensions: { ...formatted.extensions, code: 'QUERY_TOO_COMPLEX' } };
  if (formatted.extensions?.code !== INTERNAL) return formatted;
  return { message: '服务内部错误 / internal error', ...place, extensions: { code: INTERNAL } };
}

/** Internal errors go to the log whole, and to the caller as the id of the request that they are found by. */
export const errorReportPlugin = (logger: Logger): ApolloServerPlugin<GraphqlContext> => ({
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue: { requestId } }) {
        for (const error of errors) {
          const original = originalOf(error);
          // An operation that is not in order, a variable that does not fit: the caller's own, and no matter for the log.
          const isCallers = original instanceof RequestError || unkeepableOf(original) !== null;
          const isOurs = !isCallers && (error.path !== undefined || !(original instanceof GraphQLError));
          if (isOurs) logger.error({ requestId, path: error.path, err: original }, 'operation failed');
        }
      },
      async willSendResponse({ response: { body }, contextValue: { requestId } }) {
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        body.singleResult.errors = body.singleResult.errors.map((error) =>
          error.extensions?.code === INTERNAL ? { ...error, extensions: { ...error.extensions, requestId } } : error,
        );
      },
    };
  },
});
