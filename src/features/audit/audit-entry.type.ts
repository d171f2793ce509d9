import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { CountScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { AuditRow } from './audit.repository.js';

export const AuditAction = wordEnum('AuditAction', '写入的种类 / What was done to rows', {
  INSERT: '新增 / Added',
  UPDATE: '更改 / Changed',
  DELETE: '删除 / Removed',
});

@ObjectType('AuditEntry', {
  description:
    '审计记录：一次写入的人、事、前、后，与其他记录以散列相连 / An entry of the audit trail: who wrote what, before and after, chained to the others by hash',
})
export class AuditEntryType {
  @Field(() => CountScalar, { description: '序号，从 1 起无间断 / Sequence, from 1 without a gap' })
  readonly sequence!: string;

  @Field(() => GraphQLDateTime, { description: '时间 / When it was written' })
  readonly writtenAt!: string;

  @Field(() => String, { description: '写入者的身份标识，或数据库登录 / Identity of whoever wrote, or a login of the database' })
  readonly actor!: string;

  @Field(() => String, {
    description: '操作，如 signScorecard；不经本服务的为空文本 / Command, such as signScorecard; empty where it was none of the service',
  })
  readonly operation!: string;

  @Field(() => String, { description: '请求编号；没有为空文本 / Id of the request; empty for none' })
  readonly requestId!: string;

  @Field(() => String, { description: '数据表 / Table' })
  readonly tableName!: string;

  @Field(() => AuditAction, { description: '种类 / What was done' })
  readonly action!: AuditRow['action'];

  @Field(() => [GraphQLJSONObject], { nullable: true, description: '此前的行；新增为 null / Rows before; null for added ones' })
  readonly rowsBefore!: readonly object[] | null;

  @Field(() => [GraphQLJSONObject], { nullable: true, description: '此后的行；删除为 null / Rows after; null for removed ones' })
  readonly rowsAfter!: readonly object[] | null;

  @Field(() => String, { description: '前一记录的散列 / Hash of the entry before' })
  readonly previousHash!: string;

  @Field(() => String, { description: '本记录的散列 / Hash of this entry' })
  readonly hash!: string;
}
