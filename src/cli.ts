#!/usr/bin/env node
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { verifyAudit } from './cli/audit.js';
import { LineTooLongError, runBulk } from './cli/bulk.js';
import { CALCULATIONS, type CalculationName, calculate, disputeInWords, isCalculation } from './cli/calculations.js';
import { HELP } from './cli/help.js';
import { pretty } from './cli/pretty.js';
import { pageOfStatement, readStatement } from './cli/statement.js';
import { CalendarDataError, loadCalendar } from './features/calendar/calendar-file.js';
import { ContractDataError, ContractLibrary, loadContractFolder, SEEDS, writeRemark } from './features/contracts/contract-folder.js';
import { packageRoot } from './platform/package-root.js';

const EXIT = { ok: 0, someLinesBad: 1, brokenTrail: 1, badInput: 2 } as const;

const OPTIONS = {
  jsonl: { type: 'boolean' },
  pretty: { type: 'boolean' },
  lang: { type: 'string', default: 'zh' },
  contracts: { type: 'string', multiple: true },
  from: { type: 'string' },
  'working-days': { type: 'string' },
  on: { type: 'string' },
  roll: { type: 'boolean' },
  tenant: { type: 'string', multiple: true },
  head: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Raised where the command's words are off. */
class UsageError extends Error {}

type Arguments = ReturnType<typeof readArguments>;

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, operand, ...rest] = positionals;
  if (values.version) return print(`${JSON.parse(readFileSync(`${packageRoot()}/package.json`, 'utf8')).version}\n`);
  if (values.help || command === undefined || command === 'help') return print(HELP, command || values.help ? EXIT.ok : EXIT.badInput);
  if (rest.length > 0) throw new UsageError(`too many operands: ${rest.join(' ')}`);
  if (values.lang !== 'zh' && values.lang !== 'en') throw new UsageError('--lang is zh or en');
  refuseOthers(command, values);
  if (command === 'check') return check(operand);
  if (command === 'audit') return audit(operand, values);
  if (command === 'statement') return statement(operand, values);
  if (!isCalculation(command)) throw new UsageError(`unknown command ${command}`);
  if (values.jsonl) return bulk(command, operand, values);
  return single(command, operand, values);
}

/** The options that each command takes; any other would be silently ignored, and is refused instead. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  evaluate: ['jsonl', 'pretty', 'lang', 'contracts'],
  settle: ['jsonl', 'pretty', 'lang', 'contracts'],
  performance: ['jsonl', 'pretty', 'lang', 'contracts'],
  due: ['jsonl', 'pretty', 'lang', 'contracts', 'from', 'working-days', 'on', 'roll'],
  check: [],
  audit: ['tenant', 'head'],
  statement: [],
};

function refuseOthers(command: string, values: Arguments['values']): void {
  const given = Object.keys(values).filter((name) => name !== 'lang');
  const strange = TAKES[command] ? given.filter((name) => !TAKES[command]!.includes(name)) : [];
  if (strange.length > 0) throw new UsageError(`${command} takes no --${strange.join(', --')}`);
  if (values.jsonl && values.pretty) throw new UsageError('--jsonl and --pretty do not go together');
}

function print(written: string, exit: number = EXIT.ok): number {
  process.stdout.write(written);
  return exit;
}

const directoriesOf = ({ contracts = [] }: Arguments['values']): string[] => [SEEDS, ...contracts];

async function single(command: CalculationName, operand: string | undefined, values: Arguments['values']): Promise<number> {
  const library = new ContractLibrary(directoriesOf(values), loadCalendar());
  const input = command === 'due' && operand === undefined ? null : await readOperand(operand);
  const result = input === null ? dueOf(values, library) : calculate(command, input, library);
  if (!result.ok) {
    process.stderr.write(`${JSON.stringify({ errors: result.error }, null, 2)}\n`);
    return EXIT.badInput;
  }
  if (!values.pretty) return print(`${JSON.stringify(result.value, null, command === 'due' ? undefined : 2)}\n`);
  const width = process.stdout.columns ?? 120;
  const dispute = input === null ? null : disputeInWords(command, input, library);
  return print(`${pretty(command, result.value, { language: values.lang as 'zh' | 'en', width, dispute })}\n`);
}

/** `due` may be asked by options alone. */
function dueOf(values: Arguments['values'], library: ContractLibrary) {
  const { from, on, roll } = values;
  const workingDays = values['working-days'];
  if (from === undefined && on === undefined && workingDays === undefined)
    throw new UsageError('due needs --from and --working-days, or --on, or a file');
  const asked = { ...(from && { from }), ...(workingDays && { workingDays }), ...(on && { on }), ...(roll && { roll }) };
  return CALCULATIONS.due(asked, library);
}

async function readOperand(operand: string | undefined): Promise<string> {
  if (operand === undefined) throw new UsageError('a file is needed, or - for standard input');
  return operand === '-' ? text(process.stdin) : readFileSync(operand, 'utf8');
}

async function bulk(command: CalculationName, operand: string | undefined, values: Arguments['values']): Promise<number> {
  const input = operand === undefined || operand === '-' ? process.stdin : createReadStream(operand, { highWaterMark: 256 * 1024 });
  const isWatched = process.stderr.isTTY;
  // A contract that cannot be used stops the run here, before the first line.
  const library = new ContractLibrary(directoriesOf(values), loadCalendar());
  for (const code of library.codes) library.checked(code);
  const { badLines } = await runBulk(
    input,
    process.stdout,
    { calculation: command, directories: directoriesOf(values) },
    ({ lines, badLines }) => {
      if (isWatched) process.stderr.write(`\r${lines} 行，${badLines} 行有误 / lines read, ${badLines} bad `);
    },
  );
  if (isWatched) process.stderr.write('\n');
  return badLines > 0 ? EXIT.someLinesBad : EXIT.ok;
}

/** Lays out what the service said of a statement. */
async function statement(operand: string | undefined, values: Arguments['values']): Promise<number> {
  const read = readStatement(await readOperand(operand));
  if (!read.ok) {
    process.stderr.write(`${JSON.stringify({ errors: read.error }, null, 2)}\n`);
    return EXIT.badInput;
  }
  return print(`${pageOfStatement(read.value, { language: values.lang as 'zh' | 'en', width: process.stdout.columns ?? 120 })}\n`);
}

/** Only the word verify follows: the trail is written by the database, and read through the service. */
async function audit(verb: string | undefined, { tenant = [], head }: Arguments['values']): Promise<number> {
  if (verb !== 'verify') throw new UsageError('audit takes the word verify');
  if (tenant.length === 0) throw new UsageError('audit verify needs --tenant, once for each tenant');
  if (head !== undefined && tenant.length > 1) throw new UsageError('--head goes with one --tenant');
  const isIntact = await verifyAudit(tenant, head ?? null, process.env, (line) => process.stdout.write(`${line}\n`));
  return isIntact ? EXIT.ok : EXIT.brokenTrail;
}

function check(folder: string | undefined): number {
  if (folder === undefined) throw new UsageError("check needs a contract's folder");
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
  const read = loadContractFolder(folder, loadCalendar());
  const remarks = read.ok ? read.value.warnings : read.error;
  for (const remark of remarks)
    process.stdout.write(`${remark.severity === 'ERROR' ? '错误 ERROR  ' : '提示 WARNING'}  ${writeRemark(remark)}\n`);
  const errors = remarks.filter(({ severity }) => severity === 'ERROR').length;
  const warnings = remarks.length - errors;
  const verdict = read.ok ? `可用 usable: ${read.value.contract.code}` : '不可用 refused';
  return print(`${verdict}, ${errors} 错误 errors, ${warnings} 提示 warnings\n`, read.ok ? EXIT.ok : EXIT.badInput);
}

// A reader that has seen enough closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  if (
    !(
      error instanceof UsageError ||
      error instanceof ContractDataError ||
      error instanceof CalendarDataError ||
      ['ConfigError', 'FolderInUseError', 'UnsafeRoleError', 'NotMigratedError'].includes((error as Error).name) ||
      error instanceof LineTooLongError ||
      (error as NodeJS.ErrnoException).code?.startsWith('E')
    )
  )
    throw error;
  process.stderr.write(
    `hotline: ${(error as Error).message}\n${error instanceof UsageError ? '用法见 hotline --help / see hotline --help\n' : ''}`,
  );
  process.exitCode = EXIT.badInput;
}
