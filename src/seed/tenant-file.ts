import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { codeShape, dateShape, textShape } from '../core/values/shapes.js';
import { ROLES } from '../features/tenants/roles.js';

/** Raised where a tenant's file cannot be used; names every problem. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
}

/** What the core checks when it is recorded. */
const members = z.array(z.looseObject({})).default([]);

/** seeds/tenants/<code>.yaml: a tenant, who belongs to it, and what is recorded for its contract's periods. */
const tenantShape = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  name: textShape,
  /** Code of the contract, whose folder lies beside the tenants' or in a directory that was named. */
  contract: codeShape,
  memberships: z
    .array(
      z.strictObject({
        subject: z.string().min(1).max(255),
        label: textShape,
        /** Code of an organisation of the contract. */
        organisation: codeShape,
        roles: z.array(z.enum(ROLES)).min(1),
      }),
    )
    .default([]),
  agreements: z.array(z.strictObject({ reading: codeShape, option: codeShape, agreedOn: dateShape, document: textShape })).default([]),
  periods: z
    .array(
      z.strictObject({
        period: z.string(),
        /** How far it goes: recorded only, scored, or published. */
        stage: z.enum(['OPEN', 'SCORED', 'PUBLISHED']),
        observations: members,
        findings: members,
        judgements: members,
      }),
    )
    .default([]),
});

export type TenantData = z.output<typeof tenantShape>;

/** Reads a tenant's file. Errors: throws `TenantFileError` naming every problem of its shape. */
export function readTenantFile(path: string): TenantData {
  const read = tenantShape.safeParse(parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path: place, message }) => `${basename(path)} ${place.join('.')}: ${message}`);
  throw new TenantFileError(problems.join('\n'));
}
