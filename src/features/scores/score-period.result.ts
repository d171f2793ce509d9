import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { CorrectionType } from '../assessment-periods/correction.type.js';
import { PeriodClosedError } from '../assessment-periods/record.result.js';
import { AppealType } from './appeal.type.js';
import type { AppealObstacle } from './appeal-item.use-case.js';
import type { DecisionObstacle } from './decide-appeal.use-case.js';
import type { PublicationObstacle } from './publish-scorecard.use-case.js';
import type { StandingObstacle } from './published-scorecard.js';
import { ScorecardType } from './scorecard.type.js';
import type { SigningObstacle } from './sign-scorecard.use-case.js';

const STANDING = {
  NOT_PUBLISHED: '评分表尚未公布 / The scorecard is not published',
  SUPERSEDED: '已公布更新的版次 / A later revision is published',
} satisfies Record<StandingObstacle, string>;

export const ScorecardNotPublishableError = obstacleError<PublicationObstacle>(
  { name: 'ScorecardNotPublishable', code: 'NOT_PUBLISHABLE', zh: '评分表不能公布', en: 'the scorecard may not be published' },
  {
    ALREADY_PUBLISHED: '考核期已公布 / The period is published already',
    NOT_LATEST: '不是最新版次 / It is not the latest revision',
    INCOMPLETE: '缺少数据 / Data is missing',
    PROVISIONAL: '有项暂按裁量下限 / The least of a range stands in somewhere',
    OUTDATED: '评分后又有数据变动 / Something was recorded after it was scored',
    APPEAL_OPEN: '有申诉未决 / An appeal is not decided',
  },
);

export const ItemNotAppealableError = obstacleError<AppealObstacle>(
  { name: 'ItemNotAppealable', code: 'NOT_APPEALABLE', zh: '考核项不能申诉', en: 'the item may not be appealed' },
  {
    ...STANDING,
    DEADLINE_PASSED: '申诉期限已过 / The time to appeal has passed',
    ALREADY_APPEALED: '该项已申诉 / The item is appealed already',
    VENDOR_HAS_SIGNED: '乙方已签字 / The vendor has signed',
  },
);

export const AppealNotDecidableError = obstacleError<DecisionObstacle>(
  {
    name: 'AppealNotDecidable',
    code: 'NOT_DECIDABLE',
    zh: '申诉不能由此人或再次决定',
    en: 'the appeal may not be decided, or not by this person',
  },
  {
    ALREADY_DECIDED: '申诉已决定 / The appeal is decided',
    RECORDED_BY_YOURSELF: '决定人记录过该项所依据的内容，须由他人决定 / The decider recorded what the item rests on: somebody else decides',
  },
);

export const ScorecardNotSignableError = obstacleError<SigningObstacle>(
  {
    name: 'ScorecardNotSignable',
    code: 'NOT_SIGNABLE',
    zh: '评分表不能签字或拒签',
    en: 'the scorecard may be neither signed nor refused so',
  },
  {
    ...STANDING,
    DIGEST_DIFFERS: '摘要与评分表不符 / The digest is not that of the scorecard',
    APPEAL_OPEN: '有申诉未决 / An appeal is not decided',
    CORRECTION_OPEN: '有更正未了结 / A correction is open',
    PARTY_HAS_SIGNED: '该方已签字 / The party has signed',
    PERSON_HAS_SIGNED: '此人已代表另一方签字 / The person has signed for the other party',
    PARTY_HAS_REFUSED: '该方已拒签 / The party has refused already',
  },
);

export const ScorecardNotCorrectableError = obstacleError<StandingObstacle>(
  { name: 'ScorecardNotCorrectable', code: 'NOT_CORRECTABLE', zh: '评分表不能更正', en: 'the scorecard may not be corrected' },
  STANDING,
);

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

export const AppealItemResult = createUnionType({
  name: 'AppealItemResult',
  description: '申诉的结果 / Result of appealing an item',
  types: () => [AppealType, ItemNotAppealableError, InvalidInputError] as const,
});

export const DecideAppealResult = createUnionType({
  name: 'DecideAppealResult',
  description: '决定申诉的结果 / Result of deciding an appeal',
  types: () => [AppealType, AppealNotDecidableError, InvalidInputError] as const,
});

export const SignScorecardResult = createUnionType({
  name: 'SignScorecardResult',
  description: '签字的结果 / Result of signing a scorecard',
  types: () => [ScorecardType, ScorecardNotSignableError] as const,
});

export const RefuseSignatureResult = createUnionType({
  name: 'RefuseSignatureResult',
  description: '拒签的结果 / Result of refusing to sign a scorecard',
  types: () => [ScorecardType, ScorecardNotSignableError, InvalidInputError] as const,
});

export const CorrectScorecardResult = createUnionType({
  name: 'CorrectScorecardResult',
  description: '开启更正的结果 / Result of opening a correction',
  types: () => [CorrectionType, ScorecardNotCorrectableError, InvalidInputError] as const,
});
