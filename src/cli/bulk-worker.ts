import { parentPort, workerData } from 'node:worker_threads';
import { loadCalendar } from '../features/calendar/calendar-file.js';
import { ContractLibrary } from '../features/contracts/contract-folder.js';
import { type CalculationName, calculate } from './calculations.js';

/** What a worker is started with. */
export interface BulkWorkerData {
  readonly calculation: CalculationName;
  readonly directories: readonly string[];
}

/** Whole lines of the input, and the number of the first. */
export interface BulkBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly firstLine: number;
}

/** The results of a block, a line each, and how many of its lines were bad. */
export interface BulkResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly badLines: number;
}

const { calculation, directories } = workerData as BulkWorkerData;
const library = new ContractLibrary(directories, loadCalendar());
const decoder = new TextDecoder();
const encoder = new TextEncoder();

parentPort!.on('message', ({ bytes, firstLine }: BulkBlock) => {
  let written = '';
  let badLines = 0;
  decoder
    .decode(bytes)
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return;
      const result = calculate(calculation, text, library);
      if (!result.ok) badLines += 1;
      written += `${JSON.stringify(result.ok ? result.value : { line: firstLine + index, errors: result.error })}\n`;
    });
  const result: BulkResult = { bytes: encoder.encode(written), badLines };
  parentPort!.postMessage(result, [result.bytes.buffer]);
});
