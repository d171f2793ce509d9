import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { planTraining, recordExam, recordTraining } from './record-training.use-case.js';
import { StaffMemberType } from './staff.type.js';
import { staffById } from './staffing.loaders.js';
import { PlanTrainingInput, RecordExamInput, RecordTrainingInput } from './training.input.js';
import { type ExamRow, examsByTime, type TrainingRow, trainingsByTime } from './training.repository.js';
import { ExamRecordResult, TrainingResult } from './training.result.js';
import { AttendanceType, ExamResultType, ExamType, TrainingType } from './training.type.js';

const TrainingConnection = connectionOf('Training', '培训', 'trainings', () => TrainingType);
const ExamConnection = connectionOf('Exam', '考试', 'exams', () => ExamType);

const INPUT = { description: '输入 / Input' } as const;
const CONTRACT = { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' } as const;

@Resolver(() => TrainingType)
export class TrainingResolver {
  @Query(() => TrainingConnection, { description: '租户的培训，后者在前 / The tenant’s trainings, the latest first' })
  async trainings(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    return new TrainingConnection(
      await pageOfList<TrainingRow, TrainingType>(context, trainingsByTime(context, contract ?? null), page, (rows) =>
        rows.map((row) => new TrainingType(row)),
      ),
    );
  }

  @Query(() => ExamConnection, {
    description: '租户的考试，后者在前，已更正者也在内 / The tenant’s exams, the latest first, superseded ones too',
  })
  async exams(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    return new ExamConnection(
      await pageOfList<ExamRow, ExamType>(context, examsByTime(context, contract ?? null), page, (rows) =>
        rows.map((row) => new ExamType(row)),
      ),
    );
  }

  @Mutation(() => TrainingResult, { description: '计划培训 / Plans a training' })
  async planTraining(
    @Arg('input', () => PlanTrainingInput, INPUT) input: PlanTrainingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof TrainingResult> {
    const result = await planTraining(tenantOf(graphql), { ...input });
    return result.ok ? new TrainingType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => TrainingResult, { description: '记录举办了的培训与参加者 / Records that a training was held, and who was there' })
  async recordTraining(
    @Arg('input', () => RecordTrainingInput, INPUT) input: RecordTrainingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof TrainingResult> {
    const trainingId = uuidOf('Training', input.trainingId, '培训', 'training');
    const result = await recordTraining(tenantOf(graphql), { ...input, trainingId });
    return result.ok ? new TrainingType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ExamRecordResult, {
    description:
      '记录考试与参加者；月度考试的人数随月末快照进入考核 / Records an exam and who took it; a monthly one’s numbers come into the scoring with the month’s snapshot',
  })
  async recordExam(
    @Arg('input', () => RecordExamInput, INPUT) input: RecordExamInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ExamRecordResult> {
    const supersedesId = input.supersedesId == null ? null : uuidOf('Exam', input.supersedesId, '考试', 'exam');
    const result = await recordExam(tenantOf(graphql), { ...input, supersedesId });
    return result.ok ? new ExamType(result.value) : new InvalidInputError(result.error.problems);
  }
}

@Resolver(() => AttendanceType)
export class AttendanceResolver {
  @FieldResolver(() => StaffMemberType, { description: '人员 / The person' })
  async member(@Root() { row }: AttendanceType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }
}

@Resolver(() => ExamResultType)
export class ExamResultResolver {
  @FieldResolver(() => StaffMemberType, { description: '人员 / The person' })
  async member(@Root() { row }: ExamResultType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }
}
