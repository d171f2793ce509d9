import type { ItemData } from '../rubric/rubric.js';
import type { Text } from '../values/text.js';
import type { ContractFiles } from './contract.js';

export type ContractFileName = keyof ContractFiles;

/** Something about a contract's data: an error refuses the contract, a warning stays with it for both parties to see. */
export interface ContractRemark extends Text {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly file: ContractFileName;
  readonly path: string;
}

/** An error of a contract's data, at its place. */
export const error = (file: ContractFileName, path: string, code: string, zh: string, en: string): ContractRemark => ({
  severity: 'ERROR',
  code,
  file,
  path,
  zh,
  en,
});

/** Every item of the rubric, with its place in the file. */
export const itemsOf = (files: ContractFiles): { item: ItemData; path: string }[] =>
  files.rubric.sections.flatMap((section, s) => section.items.map((item, i) => ({ item, path: `sections[${s}].items[${i}]` })));
