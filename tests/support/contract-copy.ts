import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEEDS } from '../../src/features/contracts/contract-folder.js';

/** One replacement in a data file: `file`, what stands there, what shall stand there. */
export type Edit = readonly [file: string, from: string, to: string];

const directories: string[] = [];

/** A new directory, to be removed by `removeTemporaryFolders`. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'hotline-'));
  directories.push(directory);
  return directory;
}

/** A copy of one of the package's contracts under a code of its own: where it lies, and the directory as `--contracts` takes it. */
export interface ContractCopy {
  readonly code: string;
  readonly directory: string;
  readonly folder: string;
}

/** Copies a contract with some edits. */
export function copyContract(original: string, edits: readonly Edit[] = []): ContractCopy {
  const directory = temporaryFolder();
  const code = `copy-of-${original}`;
  const folder = join(directory, code);
  cpSync(join(SEEDS, original), folder, { recursive: true });
  for (const [file, from, to] of [['contract.yaml', `code: ${original}`, `code: ${code}`] as const, ...edits]) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} of ${original} has no ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return { code, directory, folder };
}

/** Removes every copy that was made. */
export function removeTemporaryFolders(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
}
