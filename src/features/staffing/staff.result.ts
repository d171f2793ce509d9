import { createUnionType, Field, ObjectType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { AdmissionObstacle } from './admit-staff.use-case.js';
import type { ChangeObstacle } from './decide-change.use-case.js';
import type { ErasureObstacle } from './disclose-staff.use-case.js';
import { StaffDataErasedType, StaffDisclosedType } from './disclosure.type.js';
import { PersonnelChangeType, ReplacementDemandType, StaffMemberType } from './staff.type.js';

export const PersonnelChangesNotDecidableError = obstacleError<ChangeObstacle>(
  {
    name: 'PersonnelChangesNotDecidable',
    code: 'PERSONNEL_CHANGES_NOT_DECIDABLE',
    zh: '人员变动不能决定',
    en: 'personnel changes cannot be decided',
  },
  { ALREADY_DECIDED: '其中有已决定者 / one of them is decided already' },
);

export const StaffNotAdmissibleError = obstacleError<AdmissionObstacle>(
  { name: 'StaffNotAdmissible', code: 'STAFF_NOT_ADMISSIBLE', zh: '人员不能进场', en: 'people cannot be brought onto the roster' },
  {
    NOT_APPROVED: '甲方尚未同意 / the agency has not approved it',
    ALREADY_DONE: '已进场 / it was done already',
    NO_ADMISSION: '不是进场申请 / it is no admission',
  },
);

export const StaffDataNotErasableError = obstacleError<ErasureObstacle>(
  { name: 'StaffDataNotErasable', code: 'STAFF_DATA_NOT_ERASABLE', zh: '个人信息不能删除', en: 'personal data cannot be erased' },
  { ON_ROSTER: '人员仍在册 / the person is on the roster', NOTHING_LEFT: '已无此类信息 / nothing of it is left' },
);

@ObjectType('PersonnelChanges', { description: '人员变动 / Personnel changes' })
export class PersonnelChangesType {
  @Field(() => [PersonnelChangeType], { description: '各项变动，按序号 / The changes, by number' })
  readonly changes: readonly PersonnelChangeType[];

  constructor(changes: readonly PersonnelChangeType[]) {
    this.changes = changes;
  }
}

@ObjectType('StaffMembers', { description: '人员 / People' })
export class StaffMembersType {
  @Field(() => [StaffMemberType], { description: '各人 / The people' })
  readonly members: readonly StaffMemberType[];

  constructor(members: readonly StaffMemberType[]) {
    this.members = members;
  }
}

export const PersonnelChangeResult = createUnionType({
  name: 'PersonnelChangeResult',
  description: '申请人员变动的结果 / Result of asking for a personnel change',
  types: () => [PersonnelChangeType, InvalidInputError] as const,
});

export const ImportStaffResult = createUnionType({
  name: 'ImportStaffResult',
  description: '导入人员的结果 / Result of importing people',
  types: () => [PersonnelChangesType, InvalidInputError] as const,
});

export const DecidePersonnelChangesResult = createUnionType({
  name: 'DecidePersonnelChangesResult',
  description: '决定人员变动的结果 / Result of deciding personnel changes',
  types: () => [PersonnelChangesType, PersonnelChangesNotDecidableError, InvalidInputError] as const,
});

export const AdmitStaffResult = createUnionType({
  name: 'AdmitStaffResult',
  description: '人员进场的结果 / Result of bringing people onto the roster',
  types: () => [StaffMembersType, StaffNotAdmissibleError, InvalidInputError] as const,
});

export const PutOnLineResult = createUnionType({
  name: 'PutOnLineResult',
  description: '人员上线的结果 / Result of putting people on the line',
  types: () => [StaffMembersType, InvalidInputError] as const,
});

export const StaffMemberResult = createUnionType({
  name: 'StaffMemberResult',
  description: '记录人员的结果 / Result of recording something of a person',
  types: () => [StaffMemberType, InvalidInputError] as const,
});

export const DemandReplacementResult = createUnionType({
  name: 'DemandReplacementResult',
  description: '要求更换人员的结果 / Result of demanding a replacement',
  types: () => [ReplacementDemandType, InvalidInputError] as const,
});

export const DiscloseStaffResult = createUnionType({
  name: 'DiscloseStaffResult',
  description: '查看个人信息的结果 / Result of asking for personal data in clear',
  types: () => [StaffDisclosedType, InvalidInputError] as const,
});

export const EraseStaffDataResult = createUnionType({
  name: 'EraseStaffDataResult',
  description: '删除个人信息的结果 / Result of erasing personal data',
  types: () => [StaffDataErasedType, StaffDataNotErasableError, InvalidInputError] as const,
});
