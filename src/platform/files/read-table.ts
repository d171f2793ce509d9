import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { ByteReader } from './byte-reader.js';
import { officeZipFault } from './office-zip.js';

/** The main part of a workbook. */
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

const ROW_COUNT_MAX = 5_001;
const COLUMN_COUNT_MAX = 100;

export type TableFault = 'NOT_READABLE' | 'TOO_LARGE';

/**
 * The first table of a file, row by row, every cell as trimmed text; rows without any text are left out, their places kept.
 *
 * A day is `YYYY-MM-DD`. A workbook is checked before it is unpacked. CSV is UTF-8, or GB 18030 as offices save it.
 */
export async function readTable(
  bytes: Buffer,
  format: 'XLSX' | 'CSV',
): Promise<{ readonly place: number; readonly cells: readonly string[] }[] | TableFault> {
  const rows = format === 'CSV' ? readCsv(bytes) : await readWorkbook(bytes);
  if (typeof rows === 'string') return rows;
  if (rows.length > ROW_COUNT_MAX || rows.some((cells) => cells.length > COLUMN_COUNT_MAX)) return 'TOO_LARGE';
  return rows
    .map((cells, index) => ({ place: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function readCsv(bytes: Buffer): string[][] | TableFault {
  try {
    return parse(decode(bytes), { bom: true, relax_column_count: true, to: ROW_COUNT_MAX + 1 });
  } catch {
    return 'NOT_READABLE';
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

async function readWorkbook(bytes: Buffer): Promise<string[][] | TableFault> {
  if (await hasFault(bytes)) return 'NOT_READABLE';
  try {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    const sheet = workbook.worksheets[0];
    if (!sheet) return 'NOT_READABLE';
    if (sheet.rowCount > ROW_COUNT_MAX || sheet.columnCount > COLUMN_COUNT_MAX) return 'TOO_LARGE';
    return Array.from({ length: sheet.rowCount }, (_, row) =>
      Array.from({ length: sheet.columnCount }, (_, column) => textOf(sheet.getRow(row + 1).getCell(column + 1))),
    );
  } catch {
    return 'NOT_READABLE';
  }
}

/** A number from here on has more digits than a workbook keeps. */
const INEXACT_MIN = 1e15;

/** Dates of a workbook are days without a zone, which the library gives as midnight UTC; a formula is what it gave when it was saved. */
function textOf(cell: ExcelJS.Cell): string {
  const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
  // The last digits of an identity number that was typed as a number are lost: what is left must not pass for one.
  if (typeof value === 'number' && Math.abs(value) >= INEXACT_MIN) return '#NUM!';
  return value instanceof Date ? value.toISOString().slice(0, 10) : cell.text;
}

/** The check works on a file. */
async function hasFault(bytes: Buffer): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-table-'));
  try {
    const path = join(folder, 'table.xlsx');
    await writeFile(path, bytes, { mode: 0o600 });
    const file = await open(path);
    try {
      return (await officeZipFault(path, new ByteReader(file, bytes.length), WORKBOOK)) !== null;
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
