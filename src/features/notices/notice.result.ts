import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { NoticeObstacle } from './answer-notice.use-case.js';
import { NoticeType } from './notice.type.js';

export const NoticeStepNotTakenError = obstacleError<NoticeObstacle>(
  { name: 'NoticeStepNotTaken', code: 'STEP_NOT_TAKEN', zh: '通知不能如此处理', en: 'nothing of the kind can be done about the notice' },
  {
    OWN_NOTICE: '不能答复己方的通知 / Nobody answers their own side’s notice',
    STEP_OF_ISSUER: '此步由发出方处理 / That step is the issuer’s',
    STEP_NOT_OPEN: '在此状态下没有这一步 / No such step follows in this state',
    CLOSED_ALREADY: '已了结 / It is closed',
  },
);

export const IssueNoticeResult = createUnionType({
  name: 'IssueNoticeResult',
  description: '发出通知的结果 / Result of issuing a notice',
  types: () => [NoticeType, InvalidInputError] as const,
});

export const NoticeStepResult = createUnionType({
  name: 'NoticeStepResult',
  description: '处理或了结通知的结果 / Result of answering or closing a notice',
  types: () => [NoticeType, NoticeStepNotTakenError, InvalidInputError] as const,
});
