import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { ExamKind, TrainingAttendance } from './training.type.js';

@InputType('PlanTrainingInput', { description: '培训计划 / A training to plan' })
export class PlanTrainingInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '培训对象的代码，见合同数据 / Code of the group of staff, as in the contract’s data' })
  readonly group!: string;

  @Field(() => String, { description: '题目 / Title' })
  readonly title!: string;

  @Field(() => String, { description: '内容 / What is taught' })
  readonly content!: string;

  @Field(() => DateScalar, { description: '计划日 / Day for which it is planned' })
  readonly plannedOn!: unknown;
}

@InputType('TrainingAttendanceInput', { description: '一人参加的情况 / Whether one person was there' })
export class TrainingAttendanceInput {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => TrainingAttendance, { description: '情况 / Whether' })
  readonly attendance!: keyof typeof TrainingAttendance;
}

@InputType('RecordTrainingInput', { description: '举办了的培训 / A training that was held' })
export class RecordTrainingInput extends CommandFields {
  @Field(() => ID, { description: '培训的全局编号 / Global id of the training' })
  readonly trainingId!: string;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly heldOn!: unknown;

  @Field(() => Int, { description: '时长（分钟）/ Minutes' })
  readonly minutes!: number;

  @Field(() => String, { description: '授课人 / Trainer' })
  readonly trainer!: string;

  @Field(() => [TrainingAttendanceInput], { description: '各人参加情况 / Who was there' })
  readonly attendances!: readonly TrainingAttendanceInput[];
}

@InputType('ExamResultInput', { description: '一人的考试结果 / What somebody’s exam came to' })
export class ExamResultInput {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => DecimalScalar, { nullable: true, description: '卷面分 / Marks of the paper' })
  readonly marks?: unknown;

  @Field(() => Boolean, { description: '是否通过 / Whether it was passed' })
  readonly isPassed!: boolean;
}

@InputType('RecordExamInput', { description: '考试与参加者 / An exam and who took it' })
export class RecordExamInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => ExamKind, { description: '种类 / Kind' })
  readonly kind!: keyof typeof ExamKind;

  @Field(() => String, { nullable: true, description: '月度考试的月份 YYYY-MM / Of a monthly exam: the month' })
  readonly month?: string | null;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly heldOn!: unknown;

  @Field(() => String, { description: '题目 / Title' })
  readonly title!: string;

  @Field(() => [ExamResultInput], { description: '参加者，未列出者为未参加 / Who took it; whoever is not named did not' })
  readonly results!: readonly ExamResultInput[];

  @Field(() => ID, { nullable: true, description: '所更正的考试的全局编号 / Global id of the exam that it stands in place of' })
  readonly supersedesId?: string | null;
}
