import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { TEST_CONTRACTS } from './case-files.js';

export type Service = Awaited<ReturnType<typeof createApp>>;

/** The real application, the contract of the tests included; nothing listens. */
export const createService = (): Promise<Service> => createApp({ contractDirectories: [TEST_CONTRACTS] });

/** What the service answered: `data` as loose as a test needs it. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Asks the service over HTTP, without a socket. */
export async function ask(service: Service, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const response = await service.server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return { status: response.statusCode, ...response.json() };
}

/** A sample operation of the package. */
export const operation = (name: string): string => readFileSync(join(packageRoot(), 'schema/operations', `${name}.graphql`), 'utf8');
