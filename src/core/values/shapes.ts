import { z } from 'zod';
import { isIsoDate } from './dates.js';
import { Exact } from './exact.js';

/** The shapes that every data file of a contract is built from. Each is a validator, a type and a JSON Schema at once. */

/** An exact number: a whole number, or text such as "0.1", "1/4", "0.5%". Decimals are quoted, since YAML would read them as binary. */
export const exactShape = z
  .union([z.int(), z.string().regex(/^-?\d+(\.\d+)?%?$|^-?\d+\/[1-9]\d*$/)], {
    error: '应为精确数：整数，或带引号的 "0.1"、"1/4"、"0.5%" / an exact number: a whole one, or in quotes "0.1", "1/4", "0.5%"',
  })
  .transform((value) => Exact.of(value))
  .meta({ description: 'Exact number: a whole number, or quoted text such as "0.1", "1/4", "0.5%"' });

/** An exact number above zero. */
export const positiveExactShape = exactShape.refine((value) => value.sign > 0, '应大于 0 / a number above zero is expected');

/** An exact number from zero. */
export const nonNegativeExactShape = exactShape.refine((value) => value.sign >= 0, '不能为负 / must not be negative');

/** Words in both languages. */
export const textShape = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).meta({ description: 'Chinese and English' });

/** A code that the contract's data refers to. */
export const codeShape = z.string().min(1);

/** The number of a clause in clauses.yaml, such as "3.4" or "annex 1, 2.2". */
export const clauseShape = z.string().min(1).meta({ description: 'Number of a clause in clauses.yaml' });

export const dateShape = z
  .string()
  .refine(isIsoDate, '应为存在的日期 YYYY-MM-DD / a date that exists is expected, YYYY-MM-DD')
  .meta({ description: 'Date YYYY-MM-DD', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
