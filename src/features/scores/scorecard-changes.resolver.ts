import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { compareEvaluations } from '../../core/cases/compare.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { CorrectionType } from '../assessment-periods/correction.type.js';
import { correctionsOfScorecard, evaluationOfScorecard, previousOfScorecard, revisionOfPeriod } from './scorecard.loaders.js';
import { ScorecardType } from './scorecard.type.js';
import { ScorecardChangesType } from './scorecard-changes.type.js';

@Resolver(() => ScorecardType)
export class ScorecardChangesResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description: '它所取代的已公布版次；首次公布为 null / The published revision that it replaces; null for the first',
  })
  async replaces(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<ScorecardType | null> {
    const previous = await tenantOf(graphql).loader(previousOfScorecard).load(row.id);
    return previous && new ScorecardType(previous);
  }

  @FieldResolver(() => [CorrectionType], {
    description: '它所了结的更正，即更正的理由，按先后 / The corrections that it carries out, which say why, in their order',
  })
  async corrections(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<CorrectionType[]> {
    const rows = await tenantOf(graphql).loader(correctionsOfScorecard).load(row.id);
    return rows.map((correction) => new CorrectionType(correction));
  }

  @FieldResolver(() => ScorecardChangesType, {
    nullable: true,
    description:
      '与另一版（默认其所取代者）相比的变动；没有或不可见为 null / What differs from another revision, the one it replaces unless told; null where there is none that the reader may see',
  })
  async changes(
    @Root() { row }: ScorecardType,
    @Arg('since', () => Int, { nullable: true, description: '版次；不填为其所取代者 / Revision; left out: the one it replaces' }) since:
      | number
      | null,
    @Ctx() graphql: GraphqlContext,
  ): Promise<ScorecardChangesType | null> {
    const context = tenantOf(graphql);
    const before =
      since == null
        ? await context.loader(previousOfScorecard).load(row.id)
        : await context.loader(revisionOfPeriod).load({ periodId: row.periodId, revision: since });
    if (!before) return null;
    const evaluations = context.loader(evaluationOfScorecard);
    const [earlier, later] = await Promise.all([evaluations.load(before.id), evaluations.load(row.id)]);
    return new ScorecardChangesType(new ScorecardType(before), compareEvaluations(earlier, later));
  }
}

@Resolver(() => ScorecardChangesType)
export class ScorecardComparedResolver {
  @FieldResolver(() => ScorecardType, { description: '所比的版次 / The revision that it is compared with' })
  from(@Root() { from }: ScorecardChangesType): ScorecardType {
    return from;
  }
}
