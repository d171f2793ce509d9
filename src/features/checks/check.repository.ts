import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

export type PieceResult = 'PASSED' | 'FAILED';

/** A spot check or a sample. */
export interface CheckRow {
  readonly id: string;
  readonly periodId: string;
  /** Which of the checks of the contract's data. */
  readonly code: string;
  /** Counts the period's checks from 1. */
  readonly number: number;
  readonly drawnBy: string;
  readonly drawnOn: string;
  readonly method: string;
  readonly seed: string | null;
  readonly pieceCount: number;
  readonly passedCount: number;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Why it was taken back; null where it stands. */
  readonly withdrawalReason: string | null;
}

/** A piece that was drawn. */
export interface PieceRow {
  readonly position: number;
  readonly reference: string;
  readonly result: PieceResult;
  readonly remark: string | null;
}

const SELECT = `r.id, r.period_id as "periodId", r.code, r.number, r.drawn_by as "drawnBy", r.drawn_on as "drawnOn", r.method, r.seed,
  r.piece_count as "pieceCount", r.passed_count as "passedCount", r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt",
  w.reason as "withdrawalReason"`;

const FROM = `checks r join assessment_periods p on p.tenant_id = r.tenant_id and p.id = r.period_id
  left join check_withdrawals w on w.tenant_id = r.tenant_id and w.check_id = r.id`;

/** The vendor sees the checks that it was told of, and the others once what they led to is published. */
const visible = (context: TenantContext): string =>
  context.may('draft:read') ? 'true' : '(r.is_notified or r.period_version <= coalesce(p.published_version, 0))';

/** A subquery of the ids of the checks that the reader may see; `tenant` is the parameter that names the tenant, such as `$1`. */
export const visibleCheckIds = (context: TenantContext, tenant: string): string =>
  `select r.id from ${FROM} where r.tenant_id = ${tenant} and ${visible(context)}`;

export interface CheckFilter {
  readonly contract: string | null;
  readonly period: string | null;
}

/** The tenant's checks, the latest first, as far as they are the reader's to see. */
export const checksByTime = (context: TenantContext, { contract, period }: CheckFilter): ListQuery => ({
  select: SELECT,
  from: `${FROM} join contracts c on c.tenant_id = p.tenant_id and c.id = p.contract_id`,
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or p.code = $3) and ${visible(context)}`,
  values: [context.tenantId, contract, period],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findChecks = (context: TenantContext, ids: readonly string[]): Promise<CheckRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where r.tenant_id = $1 and r.id = any($2::uuid[]) and ${visible(context)}`, [
    context.tenantId,
    ids,
  ]);

/** Every check of a period, those that were taken back too, in their order. */
export const listChecks = (context: TenantContext, periodId: string): Promise<CheckRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where r.tenant_id = $1 and r.period_id = $2 order by r.number`, [context.tenantId, periodId]);

/** Which of some pieces were drawn in some checks. */
export async function drawnBefore(context: TenantContext, checkIds: readonly string[], references: readonly string[]): Promise<string[]> {
  const rows = await context.rows<{ readonly reference: string }>(
    'select distinct reference from check_pieces where tenant_id = $1 and check_id = any($2::uuid[]) and reference = any($3::text[])',
    [context.tenantId, checkIds, references],
  );
  return rows.map(({ reference }) => reference);
}

/** The pieces of a check in the order in which they were drawn; passed or failed ones only where that is said. */
export const piecesOfCheck =
  (result: PieceResult | null) =>
  ({ tenantId }: TenantContext): ListQuery => ({
    select: 'r.position, r.reference, r.result, r.remark',
    from: 'check_pieces r',
    where: 'r.tenant_id = $1 and r.check_id = parent.id and ($2::text is null or r.result = $2)',
    values: [tenantId, result],
    keys: [{ column: 'r.position', field: 'position', type: 'int' }],
  });

/** A check to append: a row of the table but for what the tenant is. */
export interface NewCheck extends Omit<CheckRow, 'withdrawalReason'> {
  readonly isNotified: boolean;
  readonly periodVersion: number;
}

/** Appends a check with its pieces, in two statements, however many they are. */
export async function appendCheck(context: TenantContext, check: NewCheck, pieces: readonly PieceRow[]): Promise<void> {
  await context.rows(
    `insert into checks (tenant_id, id, period_id, code, number, drawn_by, drawn_on, method, seed, piece_count, passed_count, is_notified,
       period_version, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      context.tenantId,
      check.id,
      check.periodId,
      check.code,
      check.number,
      check.drawnBy,
      check.drawnOn,
      check.method,
      check.seed,
      check.pieceCount,
      check.passedCount,
      check.isNotified,
      check.periodVersion,
      check.recordedBy,
      check.recordedAt,
    ],
  );
  await context.rows(
    `insert into check_pieces (tenant_id, check_id, position, reference, result, remark)
     select $1, $2::uuid, r.position, r.reference, r.result, r.remark
     from jsonb_to_recordset($3::jsonb) as r(position int, reference text, result text, remark text)`,
    [context.tenantId, check.id, JSON.stringify(pieces)],
  );
}
