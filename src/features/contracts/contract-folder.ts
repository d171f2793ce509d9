import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { WorkingCalendar } from '../../core/calendar/working-days.js';
import type { Contracts } from '../../core/cases/contracts.js';
import type { Contract } from '../../core/contract/contract.js';
import { type CheckedContract, FILE_NAMES, readContract } from '../../core/contract/read-contract.js';
import type { ContractFileName, ContractRemark } from '../../core/contract/remark.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import { packageRoot } from '../../platform/package-root.js';
import { readYaml } from '../../platform/yaml-file.js';

/** The folder that the package's own contracts and calendar lie in. */
export const SEEDS = join(packageRoot(), 'seeds');

/** Raised when data that came with the package, or that an operator named, cannot be used. */
export class ContractDataError extends Error {
  override readonly name = 'ContractDataError';
}

/** The data files of a contract as they were written, by name. */
export type WrittenContract = Readonly<Partial<Record<ContractFileName, unknown>>>;

/** Parses a contract's folder; what is no YAML is named. */
export function parseContractFolder(folder: string): Result<WrittenContract, readonly ContractRemark[]> {
  const parsed: Partial<Record<ContractFileName, unknown>> = {};
  const remarks: ContractRemark[] = [];
  for (const name of FILE_NAMES) {
    const path = join(folder, `${name}.yaml`);
    if (!existsSync(path)) continue;
    const { data, faults } = readYaml(path);
    parsed[name] = data;
    remarks.push(
      ...faults.map(
        (fault): ContractRemark => ({ severity: 'ERROR', code: 'NOT_YAML', file: name, path: '', zh: '不是有效的 YAML', en: fault }),
      ),
    );
  }
  return remarks.length > 0 ? fail(remarks) : ok(parsed);
}

/** Reads a contract's folder, or names everything that is wrong with it. */
export function loadContractFolder(folder: string, calendar: WorkingCalendar): Result<CheckedContract, readonly ContractRemark[]> {
  const parsed = parseContractFolder(folder);
  if (!parsed.ok) return parsed;
  const read = readContract(parsed.value, calendar);
  if (!read.ok || read.value.contract.code === basename(resolve(folder))) return read;
  const { code } = read.value.contract;
  return fail([
    {
      severity: 'ERROR',
      code: 'FOLDER_NAME',
      file: 'contract',
      path: 'code',
      zh: `文件夹应以合同代码 ${code} 命名`,
      en: `the folder must be named ${code}, as its contract`,
    },
  ]);
}

/** The folders below a directory that hold a contract, by name. */
export const contractFoldersIn = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'contract.yaml')))
    .map((entry) => join(directory, entry.name))
    .sort();

/**
 * The contracts of some directories, each read when it is first asked for: a folder bears the code of its contract.
 * Errors: throws, naming every fault, where a folder cannot be used.
 */
export class ContractLibrary implements Contracts {
  readonly folders: ReadonlyMap<string, string>;
  private readonly loaded = new Map<string, CheckedContract>();

  constructor(
    directories: readonly string[],
    readonly calendar: WorkingCalendar,
  ) {
    const folders = new Map<string, string>();
    for (const folder of directories.flatMap(contractFoldersIn)) {
      const code = basename(folder);
      const other = folders.get(code);
      if (other) throw new ContractDataError(`两个文件夹同名 / two folders bear the code ${code}: ${other}, ${folder}`);
      folders.set(code, folder);
    }
    this.folders = folders;
  }

  get codes(): string[] {
    return [...this.folders.keys()].sort();
  }

  get(code: string): Contract | undefined {
    return this.checked(code)?.contract;
  }

  /** A contract with its warnings; undefined where no folder bears its code. */
  checked(code: string): CheckedContract | undefined {
    const known = this.loaded.get(code);
    const folder = this.folders.get(code);
    if (known || !folder) return known;
    const read = loadContractFolder(folder, this.calendar);
    if (!read.ok) throw new ContractDataError(`${folder}:\n${read.error.map(writeRemark).join('\n')}`);
    this.loaded.set(code, read.value);
    return read.value;
  }
}

/** One remark in one line: file and place, then Chinese and English. */
export const writeRemark = ({ file, path, code, zh, en }: ContractRemark): string =>
  `${file}.yaml${path ? ` ${path}` : ''}  ${code}  ${zh} / ${en}`;
