/** Why a request should not have been made, or that we failed. */
export type RequestErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'BAD_USER_INPUT';

/**
 * Ends a request: the caller should not have made it. What the domain refuses is no such error but a result.
 * The message is shown to the caller, in Chinese and English.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** Where GraphQL finds the code. */
  readonly extensions: { readonly code: RequestErrorCode };

  constructor(
    readonly code: RequestErrorCode,
    zh: string,
    en: string,
  ) {
    super(`${zh} / ${en}`);
    this.extensions = { code };
  }
}

export const notFound = (zh: string, en: string): RequestError => new RequestError('NOT_FOUND', `没有此${zh}`, `no such ${en}`);
