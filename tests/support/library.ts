import { existsSync } from 'node:fs';
import type { Contract } from '../../src/core/contract/contract.js';
import { loadCalendar } from '../../src/features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from '../../src/features/contracts/contract-folder.js';
import { TEST_CONTRACTS } from './case-files.js';

export const CONTRACT_DIRECTORIES = [SEEDS, TEST_CONTRACTS].filter((directory) => existsSync(directory));

/** The contracts of the package and of the tests, each read once. */
export const LIBRARY = new ContractLibrary(CONTRACT_DIRECTORIES, loadCalendar());

export const CALENDAR = LIBRARY.calendar;

/** A contract of the library; throws where there is none of that code. */
export function contractOf(code: string): Contract {
  const contract = LIBRARY.get(code);
  if (!contract) throw new Error(`no contract ${code}`);
  return contract;
}
