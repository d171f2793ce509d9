// Figures computed by an independent implementation: plain exact fractions, every combination of readings one after the other.
// Each line of a .jsonl file is a generated case with the result expected of it; a malformed one has the paths that must be named.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CALCULATIONS } from '../../src/cli/calculations.js';
import { parseJson } from '../../src/core/values/json-input.js';
import { loadCalendar } from '../../src/features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from '../../src/features/contracts/contract-folder.js';
import { packageRoot } from '../../src/platform/package-root.js';

const library = new ContractLibrary([SEEDS], loadCalendar());

const linesOf = (name: string): Record<string, unknown>[] =>
  readFileSync(join(packageRoot(), 'tests/independent', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => parseJson(line) as Record<string, unknown>);

/** Keeps of a result what is expected of it, at every depth: explanations are not part of the agreement. */
function named(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.length === expected.length ? expected.map((member, index) => named(member, actual[index])) : actual;
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) return actual;
  return Object.fromEntries(
    Object.entries(expected).map(([key, member]) => [key, named(member, (actual as Record<string, unknown>)[key])]),
  );
}

/** Warnings as a set: their order is nobody's business. */
const unordered = (result: unknown): unknown => {
  const { warnings, ...rest } = result as { warnings?: { items: string[] }[] };
  return warnings ? { ...rest, warnings: warnings.map(({ items }) => items.join()).sort() } : rest;
};

describe.each(['evaluate', 'settle', 'performance'] as const)('%s', (calculation) => {
  test('every generated case comes to the independent figures, field by field', () => {
    const lines = linesOf(calculation);
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const result = CALCULATIONS[calculation](line.case, library);
      expect(unordered(result.ok ? named(line.expect, result.value) : result)).toEqual(unordered(line.expect));
    }
  });

  test('every malformed case is refused for all its mistakes and no other', () => {
    const lines = linesOf(`${calculation}-malformed`);
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const result = CALCULATIONS[calculation](line.case, library);
      const paths = result.ok ? [] : [...new Set(result.error.map(({ path }) => path))].sort();
      expect(paths).toEqual(line.paths);
    }
  });
});
