import { createUnionType } from 'type-graphql';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { ExamType, TrainingType } from './training.type.js';

export const TrainingResult = createUnionType({
  name: 'TrainingResult',
  description: '计划或记录培训的结果 / Result of planning or recording a training',
  types: () => [TrainingType, InvalidInputError] as const,
});

export const ExamRecordResult = createUnionType({
  name: 'ExamRecordResult',
  description: '记录考试的结果 / Result of recording an exam',
  types: () => [ExamType, InvalidInputError] as const,
});
