import { createUnionType, Field, ObjectType } from 'type-graphql';
import { InvalidInputError, UserError } from '../../platform/graphql/user-error.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { PeriodClosedError } from '../assessment-periods/record.result.js';
import type { PublicationObstacle as Obstacle } from './publish-scorecard.use-case.js';
import { ScorecardType } from './scorecard.type.js';

const OBSTACLES = {
  ALREADY_PUBLISHED: '考核期已公布 / The period is published already',
  NOT_LATEST: '不是最新版次 / It is not the latest revision',
  INCOMPLETE: '缺少数据 / Data is missing',
  PROVISIONAL: '有项暂按裁量下限 / The least of a range stands in somewhere',
  OUTDATED: '评分后又有数据变动 / Something was recorded after it was scored',
} satisfies Record<Obstacle, string>;

export const PublicationObstacle = wordEnum('PublicationObstacle', '不能公布的原因 / Why a scorecard may not be published', OBSTACLES);

@ObjectType('ScorecardNotPublishableError', { implements: UserError, description: '评分表不能公布 / The scorecard may not be published' })
export class ScorecardNotPublishableError extends UserError {
  @Field(() => [PublicationObstacle], { description: '全部原因 / Every reason' })
  readonly obstacles: readonly Obstacle[];

  constructor(obstacles: readonly Obstacle[]) {
    super();
    this.obstacles = obstacles;
    Object.assign(this, { code: 'NOT_PUBLISHABLE', message: obstacles.map((obstacle) => OBSTACLES[obstacle]).join('; ') });
  }
}

export const ScorePeriodResult = createUnionType({
  name: 'ScorePeriodResult',
  description: '评分的结果 / Result of scoring a period',
  types: () => [ScorecardType, PeriodClosedError, InvalidInputError] as const,
});

export const PublishScorecardResult = createUnionType({
  name: 'PublishScorecardResult',
  description: '公布的结果 / Result of publishing a scorecard',
  types: () => [ScorecardType, ScorecardNotPublishableError] as const,
});
