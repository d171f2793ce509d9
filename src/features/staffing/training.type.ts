import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { AttendanceRow, ExamResultRow, ExamRow, ExamKind as Kind, TrainingRow, TrainingSessionRow } from './training.repository.js';

export const TrainingAttendance = wordEnum('TrainingAttendance', '参加培训的情况 / Whether somebody was at a training', {
  ATTENDED: '参加 / Attended',
  EXCUSED: '请假 / Excused',
  ABSENT: '缺席 / Absent',
} satisfies Record<AttendanceRow['attendance'], string>);

export const ExamKind = wordEnum('ExamKind', '考试的种类 / Kind of an exam', {
  MONTHLY: '月度考试 / Monthly',
  BEFORE_ON_LINE: '上岗测试 / Before going on line',
  RETURN: '停岗后返岗测试 / After a suspension',
} satisfies Record<Kind, string>);

@ObjectType('TrainingAttendanceEntry', { description: '一人参加的情况 / Whether one person was there' })
export class AttendanceType {
  @Field(() => TrainingAttendance, { description: '情况 / Whether' })
  readonly attendance: AttendanceRow['attendance'];

  constructor(readonly row: AttendanceRow) {
    this.attendance = row.attendance;
  }
}

@ObjectType('TrainingSession', { description: '一次培训 / A training that was held' })
export class TrainingSessionType {
  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly heldOn!: string;

  @Field(() => Int, { description: '时长（分钟）/ Minutes' })
  readonly minutes!: number;

  @Field(() => String, { description: '授课人 / Trainer' })
  readonly trainer!: string;

  @Field(() => [AttendanceType], { description: '参加情况，按工号 / Who was there, by employee number' })
  readonly attendances!: readonly AttendanceType[];

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt!: string;

  static of({ attendances, ...row }: TrainingSessionRow): TrainingSessionType {
    return Object.assign(new TrainingSessionType(), row, { attendances: attendances.map((one) => new AttendanceType(one)) });
  }
}

@ObjectType('Training', { implements: Node, description: '培训：计划与各次举办 / A training: its plan, and when it was held' })
export class TrainingType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '合同内的序号 / Number within the contract' })
  readonly number: number;

  @Field(() => String, { description: '培训对象的代码 / Code of the group of staff' })
  readonly group: string;

  @Field(() => String, { description: '题目 / Title' })
  readonly title: string;

  @Field(() => String, { description: '内容 / What is taught' })
  readonly content: string;

  @Field(() => DateScalar, { description: '计划日 / Day for which it is planned' })
  readonly plannedOn: string;

  @Field(() => [TrainingSessionType], { description: '各次培训，按日期 / When it was held, by day' })
  readonly sessions: readonly TrainingSessionType[];

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(row: TrainingRow) {
    super();
    this.id = globalId('Training', row.id);
    this.number = row.number;
    this.group = row.group;
    this.title = row.title;
    this.content = row.content;
    this.plannedOn = row.plannedOn;
    this.sessions = row.sessions.map(TrainingSessionType.of);
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('ExamResult', { description: '一人的考试结果 / What somebody’s exam came to' })
export class ExamResultType {
  @Field(() => DecimalScalar, { nullable: true, description: '卷面分；没有为 null / Marks of the paper; null for none' })
  readonly marks: string | null;

  @Field(() => Boolean, { description: '是否通过 / Whether it was passed' })
  readonly isPassed: boolean;

  constructor(readonly row: ExamResultRow) {
    this.marks = row.marks;
    this.isPassed = row.isPassed;
  }
}

@ObjectType('Exam', {
  implements: Node,
  description: '考试，纸质；未列出者为未参加 / An exam on paper; whoever is not named did not take it',
})
export class ExamType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '合同内的序号 / Number within the contract' })
  readonly number: number;

  @Field(() => ExamKind, { description: '种类 / Kind' })
  readonly kind: Kind;

  @Field(() => String, { nullable: true, description: '月份；非月度考试为 null / Month; null for any but a monthly one' })
  readonly month: string | null;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly heldOn: string;

  @Field(() => String, { description: '题目 / Title' })
  readonly title: string;

  @Field(() => Boolean, { description: '是否已被更正 / Whether another record stands in its place' })
  readonly isSuperseded: boolean;

  @Field(() => [ExamResultType], { description: '各人结果，按工号 / The results, by employee number' })
  readonly results: readonly ExamResultType[];

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(row: ExamRow) {
    super();
    this.id = globalId('Exam', row.id);
    this.number = row.number;
    this.kind = row.kind;
    this.month = row.month;
    this.heldOn = row.heldOn;
    this.title = row.title;
    this.isSuperseded = row.isSuperseded;
    this.results = row.results.map((result) => new ExamResultType(result));
    this.recordedAt = row.recordedAt;
  }
}
