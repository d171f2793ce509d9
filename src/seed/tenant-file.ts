import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { INVOICE_KINDS } from '../core/invoices/invoicing-rules.js';
import { NOTICE_KINDS, NOTICE_STEPS } from '../core/notices/life.js';
import { codeShape, dateShape, textShape } from '../core/values/shapes.js';
import { ROLES } from '../features/tenants/roles.js';

/** Raised where a tenant's file cannot be used; names every problem. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
}

const partyShape = z.enum(['AGENCY', 'VENDOR']);

/** What the core checks when it is recorded. */
const members = z.array(z.looseObject({})).default([]);

/** What becomes of a period after its figures are recorded, step by step, each done by who may. */
const stepShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('observe'), observations: members, file: z.string().optional() }),
  z.strictObject({ do: z.literal('record'), findings: members }),
  z.strictObject({ do: z.literal('propose'), finding: z.looseObject({}) }),
  z.strictObject({ do: z.enum(['confirm', 'reject', 'withdraw']), finding: z.string(), reason: z.string() }),
  z.strictObject({ do: z.enum(['score', 'publish']) }),
  z.strictObject({ do: z.literal('appeal'), item: z.string(), reason: z.string(), evidence: z.string().optional() }),
  z.strictObject({ do: z.literal('decideAppeal'), item: z.string(), outcome: z.enum(['UPHELD', 'DISMISSED']), reason: z.string() }),
  z.strictObject({ do: z.literal('correct'), reason: z.string() }),
  z.strictObject({ do: z.literal('sign'), party: partyShape }),
  z.strictObject({ do: z.literal('refuse'), party: partyShape, reason: z.string() }),
]);

export type LifeStep = z.output<typeof stepShape>;

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
        life: z.array(stepShape).default([]),
      }),
    )
    .default([]),
  /** Corrections that other periods have opened, each carried to its end. */
  corrections: z.array(z.strictObject({ period: z.string(), life: z.array(stepShape).min(1) })).default([]),
  proposals: z.array(z.strictObject({ party: partyShape, reading: codeShape, option: codeShape, reason: z.string() })).default([]),
  /** What the agency set, demanded and got of what is owed. */
  obligations: z
    .strictObject({
      dates: z.array(z.strictObject({ obligation: codeShape, dayOfNextMonth: z.int().min(1).max(31), reason: z.string() })).default([]),
      consents: z
        .array(z.strictObject({ obligation: codeShape, occurrence: z.string(), until: dateShape, reason: z.string() }))
        .default([]),
      demands: z.array(z.strictObject({ obligation: codeShape, demandedOn: dateShape, dueOn: dateShape, note: z.string() })).default([]),
      deliveries: z
        .array(
          z.strictObject({
            obligation: codeShape,
            description: z.string(),
            /** Day on which it came, by occurrence. */
            receivedOn: z.record(z.string(), dateShape),
            /** Occurrences of which it was accepted. */
            accepted: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  /** What the parties told each other in writing, and what was done about it; on the day of the first start. */
  notices: z
    .array(
      z.strictObject({
        kind: z.enum(NOTICE_KINDS),
        party: partyShape,
        subject: z.string(),
        text: z.string(),
        occurredOn: dateShape,
        clauses: z.array(z.string()),
        act: z.string().optional(),
        loss: z.string().optional(),
        claim: z.string().optional(),
        evidence: z.string().optional(),
        steps: z
          .array(
            z.strictObject({
              by: partyShape,
              step: z.enum(NOTICE_STEPS),
              text: z.string(),
              evidence: z.string().optional(),
              occurredOn: dateShape.optional(),
              delayDays: z.int().optional(),
              figures: z
                .array(z.strictObject({ period: z.string(), metric: z.string(), month: z.string().optional(), count: z.int() }))
                .optional(),
            }),
          )
          .default([]),
      }),
    )
    .optional(),
  /** Spot checks and samples. */
  checks: z
    .array(
      z.strictObject({
        period: z.string(),
        check: codeShape,
        drawnBy: z.string().optional(),
        drawnOn: dateShape,
        method: z.string(),
        seed: z.string().optional(),
        notify: z.boolean().optional(),
        /** So many pieces, numbered from 1 behind the prefix; those that failed with what was found. */
        pieces: z.strictObject({ prefix: z.string(), count: z.int().min(1), failed: z.record(z.string(), z.string()).default({}) }),
      }),
    )
    .optional(),
  /** Corporate accounts, and statements with what became of them; invoices and payments on days of their own. */
  money: z
    .strictObject({
      accounts: z.array(z.strictObject({ organisation: codeShape, holder: z.string(), bank: z.string(), number: z.string() })),
      statements: z.array(
        z.strictObject({
          instalment: z.int().min(1),
          isApproved: z.boolean(),
          invoice: z
            .strictObject({
              kind: z.enum(INVOICE_KINDS),
              number: z.string(),
              code: z.string(),
              issuedOn: dateShape,
              receivedOn: dateShape,
              amount: z.string(),
              tax: z.string(),
              buyerName: z.string(),
              buyerTaxNumber: z.string(),
              sellerName: z.string(),
              sellerTaxNumber: z.string(),
            })
            .optional(),
          payments: z
            .array(z.strictObject({ amount: z.string(), paidOn: dateShape, bankReference: z.string(), from: codeShape, to: codeShape }))
            .default([]),
        }),
      ),
    })
    .optional(),
  /** Who is on the roster since when, with tests, exams and trainings; names are made up. */
  people: z
    .strictObject({
      reason: z.string(),
      members: z.array(
        z.strictObject({
          no: z.string(),
          name: z.string(),
          role: codeShape,
          team: z.string(),
          standing: z.enum(['FORMAL', 'RESERVE']).default('FORMAL'),
          from: dateShape,
          /** null for one whose admission the agency has not decided. */
          decidedOn: dateShape.nullable(),
          onLineOn: dateShape.nullable().default(null),
        }),
      ),
      gone: z.array(z.strictObject({ no: z.string(), leftOn: dateShape, leftFor: z.enum(['RESIGNED', 'TRANSFERRED']) })).default([]),
      exams: z
        .array(
          z.strictObject({
            kind: z.enum(['MONTHLY', 'BEFORE_ON_LINE']),
            month: z.string().optional(),
            heldOn: dateShape,
            title: z.string(),
            taken: z.array(z.string()),
          }),
        )
        .default([]),
      /** Months of duty: everybody in the roles goes through the cycle of shifts, a day each, begun at different places of it. */
      duty: z
        .array(
          z.strictObject({
            month: z.string(),
            basis: z.enum(['PLANNED', 'WORKED']),
            roles: z.array(codeShape),
            cycle: z.array(z.strictObject({ from: z.string(), hours: z.int().min(1) }).nullable()).min(1),
          }),
        )
        .default([]),
      /** Operators' months that are closed, with their leave and events. */
      operatorMonths: z
        .array(
          z.strictObject({
            month: z.string(),
            leave: z.array(
              z.strictObject({
                no: z.string(),
                kind: codeShape,
                from: dateShape,
                days: z.int(),
                appliedAt: z.string(),
                proofs: z.array(codeShape),
                reason: z.string(),
              }),
            ),
            events: z.array(
              z.strictObject({ no: z.string(), kind: codeShape, on: dateShape, units: z.int().optional(), toldAt: z.string() }),
            ),
            /** The assessor's marks, points by part. */
            marks: z.array(z.strictObject({ no: z.string(), parts: z.record(codeShape, z.string()), reason: z.string() })).default([]),
          }),
        )
        .default([]),
      trainings: z
        .array(
          z.strictObject({
            group: codeShape,
            title: z.string(),
            content: z.string(),
            plannedOn: dateShape,
            held: z
              .strictObject({ heldOn: dateShape, minutes: z.int().min(1), trainer: z.string(), attended: z.array(z.string()) })
              .optional(),
          }),
        )
        .default([]),
    })
    .optional(),
  calendarDays: z
    .array(
      z.strictObject({
        noticeNumber: z.string(),
        noticeIssuedOn: dateShape,
        days: z.array(z.strictObject({ day: dateShape, isWorkingDay: z.boolean(), name: z.string() })).min(1),
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
