import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FILE_NAMES } from '../../src/core/contract/read-contract.js';
import type { ContractFileName } from '../../src/core/contract/remark.js';
import { SEEDS } from '../../src/features/contracts/contract-folder.js';

/** The files of a contract as they were written, before any check. */
export type ParsedFiles = Partial<Record<ContractFileName, unknown>>;

const written = new Map<string, string>();

/** The files of a contract that came with the package, without any reference that two places share: each can be changed by itself. */
export function seedFiles(code: string): ParsedFiles {
  const json = written.get(code) ?? JSON.stringify(parsedSeed(code));
  written.set(code, json);
  return JSON.parse(json);
}

const parsedSeed = (code: string): ParsedFiles =>
  Object.fromEntries(
    FILE_NAMES.map((name) => [name, join(SEEDS, code, `${name}.yaml`)] as const)
      .filter(([, path]) => existsSync(path))
      .map(([name, path]) => [name, parse(readFileSync(path, 'utf8'))]),
  );

/** A new value for each of some places, such as `rubric.sections[0].max`; undefined takes the place out. */
export type Changes = Readonly<Record<string, unknown>>;

/** The files of a seed with some places changed. */
export function changedSeed(code: string, changes: Changes): ParsedFiles {
  const files = seedFiles(code);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop()!;
    const parent = steps.reduce<Node>((node, step) => node[step] as Node, files);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return files;
}

type Node = Record<string, unknown>;
