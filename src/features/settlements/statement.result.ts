import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { ApprovalObstacle } from './approve-statement.use-case.js';
import type { StatementObstacle } from './draw-statement.js';
import type { IssueObstacle } from './issue-statement.use-case.js';
import { SettlementStatementType, StatementDraftType } from './statement.type.js';

const DRAWING = {
  NOT_SIGNED: '有考核期尚未双方签字 / The scorecard of a period is not signed by both parties',
  CORRECTION_OPEN: '有更正未了结 / A correction is open',
  NOT_DETERMINED: '缺少得分或人数，应付未定 / A score or the headcount is missing: the payable is not determined',
  NOTHING_CHANGED: '已结算，此后没有变化 / It is settled, and nothing has changed since',
  ADJUSTED_ON_NEXT: '更正在下期结算单中调整 / The correction becomes an adjustment on the next instalment’s statement',
} satisfies Record<StatementObstacle, string>;

export const StatementNotDrawableError = obstacleError<StatementObstacle>(
  { name: 'StatementNotDrawable', code: 'NOT_DRAWABLE', zh: '现在不能结算', en: 'no statement can be drawn now' },
  DRAWING,
);

export const StatementNotIssuableError = obstacleError<IssueObstacle>(
  { name: 'StatementNotIssuable', code: 'NOT_ISSUABLE', zh: '结算单不能出具', en: 'no statement can be issued' },
  { ...DRAWING, UNCHANGED_SINCE_ISSUED: '已出具且没有变化，待批准 / It is issued, unchanged, and waits for approval' },
);

export const StatementNotApprovableError = obstacleError<ApprovalObstacle>(
  { name: 'StatementNotApprovable', code: 'NOT_APPROVABLE', zh: '结算单不能批准', en: 'the statement may not be approved' },
  {
    REPLACED: '已由后一份取代 / A later one has replaced it',
    ALREADY_APPROVED: '已批准 / It is approved',
    DIGEST_DIFFERS: '摘要与结算单不符 / The digest is not that of the statement',
    OUTDATED: '出具后依据有变，须重新出具 / What it follows from has changed: it has to be issued again',
    PERSON_HAS_APPROVED: '此人已批准，须由他人 / The person has approved it: somebody else has to',
  },
);

export const StatementDraftResult = createUnionType({
  name: 'StatementDraftResult',
  description: '试出结算单的结果 / Result of drafting a statement',
  types: () => [StatementDraftType, StatementNotDrawableError, InvalidInputError] as const,
});

export const IssueStatementResult = createUnionType({
  name: 'IssueStatementResult',
  description: '出具结算单的结果 / Result of issuing a statement',
  types: () => [SettlementStatementType, StatementNotIssuableError, InvalidInputError] as const,
});

export const ApproveStatementResult = createUnionType({
  name: 'ApproveStatementResult',
  description: '批准结算单的结果 / Result of approving a statement',
  types: () => [SettlementStatementType, StatementNotApprovableError] as const,
});
