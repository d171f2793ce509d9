import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/platform/package-root.js';

/** A worked case: what goes in, and the fields of what comes out that were worked out by hand. */
export interface CaseFile {
  readonly name: string;
  readonly command: 'evaluate' | 'settle' | 'performance' | 'due';
  readonly title: string;
  readonly case: Readonly<Record<string, unknown>> & { readonly contract?: string };
  readonly expect: Readonly<Record<string, unknown>>;
}

const FOLDER = join(packageRoot(), 'tests/cases');

/** The folder of the invented contract that comes with the tests, for `--contracts`. */
export const TEST_CONTRACTS = join(packageRoot(), 'tests/contracts');

/** Every worked case, by the name of its file. */
export const CASE_FILES: readonly CaseFile[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ name: file.replace(/\.json$/, ''), ...JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) }));

/** The worked cases of one command. */
export const casesOf = (command: CaseFile['command']): readonly CaseFile[] => CASE_FILES.filter((file) => file.command === command);

/** The worked case whose file's name begins with these characters. */
export function caseFile(beginning: string): CaseFile {
  const file = CASE_FILES.find(({ name }) => name.startsWith(beginning));
  if (!file) throw new Error(`no case file begins with ${beginning}`);
  return file;
}
