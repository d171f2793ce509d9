import { z } from 'zod';
import { readingsIn, Settable, setting } from '../readings/setting.js';
import type { Exact } from '../values/exact.js';
import { clauseShape, dateShape, positiveExactShape, textShape } from '../values/shapes.js';
import type { AdjustmentKind } from './adjustment-kind.js';
import { deductionPerPoint } from './adjustments/deduction-per-point.js';
import { headcountShare } from './adjustments/headcount-share.js';
import { scoreBands } from './adjustments/score-bands.js';

/** The closed vocabulary of what score and headcount do to an amount. */
const ADJUSTMENT_KINDS = {
  SCORE_BANDS: scoreBands,
  HEADCOUNT_SHARE: headcountShare,
  DEDUCTION_PER_POINT: deductionPerPoint,
} as const;

const adjustmentShape = z.discriminatedUnion('kind', [scoreBands.shape, headcountShare.shape, deductionPerPoint.shape]);

export type AdjustmentData = z.output<typeof adjustmentShape>;

// An adjustment's own kind always reads it: the union's members and the table's entries are the same list.
export const adjustmentKindOf = (adjustment: { readonly kind: AdjustmentData['kind'] }): AdjustmentKind<z.ZodType<AdjustmentData>> =>
  ADJUSTMENT_KINDS[adjustment.kind] as never;

const dueShape = z.strictObject({
  clause: clauseShape,
  workingDays: z.int().min(1),
  after: z
    .array(z.enum(['INVOICE_RECEIVED', 'SCORE_SIGNED']))
    .min(1)
    .meta({ description: 'The days are counted from the latest of these' }),
  notBefore: dateShape.optional().meta({ description: 'Never due before this date, which does not roll' }),
});

const instalmentShape = z.strictObject({
  no: z.int().min(1),
  title: textShape,
  clause: clauseShape,
  share: positiveExactShape.meta({ description: 'Share of the contract amount: "1/4", "40%"' }),
  score: z
    .union([z.strictObject({ period: z.string() }), z.strictObject({ meanOf: z.array(z.string()).min(1) })])
    .nullable()
    .meta({ description: 'The score that settles it: one period, or the simple mean of several; null for none' }),
  adjustments: z.array(adjustmentShape).optional().meta({ description: 'Instead of the common adjustments, for this instalment alone' }),
  due: dueShape.nullable().meta({ description: 'null where the contract sets no date' }),
});

const lateClaimShape = z.strictObject({
  clause: clauseShape,
  dailyRate: setting(positiveExactShape).meta({ description: 'Share of what is unpaid, for each day: "3%"' }),
  termination: z
    .strictObject({ afterDays: z.int().min(1), share: positiveExactShape, remedy: textShape })
    .nullable()
    .meta({
      description: 'Alternative remedy once payment is later than so many days: a share of the contract amount, never added',
    }),
});

/** payment.yaml: what is paid when, and what score and headcount do to it. */
export const paymentShape = z.strictObject({
  adjustments: z.array(adjustmentShape).meta({ description: 'Applied in this order to every instalment that has a score' }),
  instalments: z.array(instalmentShape).min(1),
  lateClaim: lateClaimShape.nullable(),
});

export type PaymentData = z.output<typeof paymentShape>;

export type InstalmentData = PaymentData['instalments'][number];

export type DueData = z.output<typeof dueShape>;

/** An adjustment, ready to apply under any choice of readings. */
export interface Adjustment {
  readonly data: Settable<AdjustmentData>;
  readonly clause: string;
  readonly kind: AdjustmentKind<z.ZodType<AdjustmentData>>;
}

/** What is paid for one instalment before score and headcount, and the score that settles it. */
export interface Instalment {
  readonly data: InstalmentData;
  readonly base: Exact;
  readonly adjustments: readonly Adjustment[];
}

/** The periods whose score settles an instalment, in its order; none for an instalment without a score. */
export const periodsOfInstalment = ({ data: { score } }: Pick<Instalment, 'data'>): readonly string[] =>
  score ? ('period' in score ? [score.period] : score.meanOf) : [];

const readyAdjustment = (adjustment: AdjustmentData): Adjustment => ({
  data: new Settable(adjustment),
  clause: adjustment.clause,
  kind: adjustmentKindOf(adjustment),
});

/** Every adjustment of a schedule, the common ones and those of single instalments, with its place in the file. */
export const placedAdjustments = ({ adjustments, instalments }: PaymentData): { adjustment: AdjustmentData; path: string }[] => [
  ...adjustments.map((adjustment, index) => ({ adjustment, path: `adjustments[${index}]` })),
  ...instalments.flatMap(({ adjustments: own = [] }, no) =>
    own.map((adjustment, index) => ({ adjustment, path: `instalments[${no}].adjustments[${index}]` })),
  ),
];

/** A contract's payments, ready to compute. */
export class PaymentSchedule {
  readonly instalments: readonly Instalment[];
  readonly lateClaim: Settable<NonNullable<PaymentData['lateClaim']>> | null;
  /** Every reading that sets what is payable; the late claim's is not among them. */
  readonly readings: ReadonlySet<string>;
  /** The metric of the month-end roster, where headcount matters. */
  readonly rosterMetric: string | null;

  constructor(
    readonly data: PaymentData,
    readonly contractAmount: Exact,
  ) {
    const common = data.adjustments.map(readyAdjustment);
    this.instalments = data.instalments.map((instalment) => ({
      data: instalment,
      base: contractAmount.times(instalment.share),
      adjustments: instalment.score ? (instalment.adjustments?.map(readyAdjustment) ?? common) : [],
    }));
    this.lateClaim = data.lateClaim && new Settable(data.lateClaim);
    const adjustments = placedAdjustments(data).map(({ adjustment }) => adjustment);
    this.readings = new Set(readingsIn(adjustments));
    this.rosterMetric = adjustments.find((adjustment) => adjustment.kind === 'HEADCOUNT_SHARE')?.metric ?? null;
  }

  instalment(no: number): Instalment | null {
    return this.instalments.find(({ data }) => data.no === no) ?? null;
  }

  /** The instalment that one period alone settles; null where there is none. */
  instalmentOfPeriod(period: string): Instalment | null {
    return this.instalments.find(({ data: { score } }) => score && 'period' in score && score.period === period) ?? null;
  }
}
