import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { Contract } from '../../core/contract/contract.js';
import type { ContractData } from '../../core/contract/contract-shapes.js';
import type { ContractRemark } from '../../core/contract/remark.js';
import { printMoney } from '../../core/values/figures.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OrganisationRole, OrganisationType } from '../tenants/organisation.type.js';
import { ClauseType, ContractDocumentType, RegisterPointType } from './clause.type.js';
import type { VersionRow } from './contract.repository.js';
import { InstalmentType } from './instalment.type.js';
import { ObligationType } from './obligation.type.js';
import { OperatorEventKindType } from './operator-event-kind.type.js';
import { ReadingType } from './reading.type.js';
import { RubricType } from './rubric.type.js';
import { StaffingRequirementType } from './staffing-requirement.type.js';
import type { StoredContract } from './stored-contract.js';

@ObjectType('ContractVersion', { implements: Node, description: '合同版本 / A version of a contract' })
export class ContractVersionType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '版本 / Version' })
  readonly version: number;

  @Field(() => DateScalar, { description: '生效日 / First day in force' })
  readonly effectiveFrom: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '签字日；文件未写为 null / Day of signature; null where the document bears none',
  })
  readonly signedOn: string | null;

  private readonly data: ContractData['versions'][number];

  constructor(
    { id, version, effectiveFrom }: VersionRow,
    readonly stored: StoredContract,
  ) {
    super();
    this.id = globalId('ContractVersion', id);
    this.version = version;
    this.effectiveFrom = effectiveFrom;
    this.data = stored.checked.contract.data.versions.find((candidate) => candidate.version === version)!;
    this.signedOn = this.data.signedOn;
  }

  @Field(() => String, { description: '文件 / Document' })
  document(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.document[locale];
  }

  @Field(() => RubricType, { description: '该版本的考核表 / The rubric of this version' })
  rubric(): RubricType {
    return new RubricType(this.stored.checked.contract.rubric, this.stored.rubricId);
  }
}

@ObjectType('ContractParty', { description: '单位在合同中的角色 / The part that an organisation has in a contract' })
export class ContractPartyType {
  @Field(() => [OrganisationRole], { description: '角色 / Roles' })
  readonly roles: readonly string[];

  @Field(() => OrganisationType, { description: '单位 / Organisation' })
  readonly organisation: OrganisationType;

  constructor(roles: readonly string[], organisation: OrganisationType) {
    this.roles = roles;
    this.organisation = organisation;
  }
}

@ObjectType('ContractTerm', { description: '合同期 / Term of a contract, both days included' })
export class ContractTermType {
  @Field(() => DateScalar, { description: '首日 / First day' })
  readonly from!: string;

  @Field(() => DateScalar, { description: '末日 / Last day' })
  readonly to!: string;
}

@ObjectType('ContractWarning', { description: '合同数据中双方应知的一点 / Something about a contract that both parties should know' })
export class ContractWarningType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, { description: '在数据文件中的位置 / Place in the data files' })
  readonly path: string;

  constructor(private readonly remark: ContractRemark) {
    this.code = remark.code;
    this.path = `${remark.file}.yaml ${remark.path}`;
  }

  @Field(() => String, { description: '说明 / What it says' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.remark[locale];
  }
}

@ObjectType('Contract', { implements: Node, description: '合同，以最新版本示出 / A contract, shown in its latest version' })
export class ContractType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => Money, { description: '合同金额 / Contract amount' })
  readonly amount: Money;

  @Field(() => Boolean, { description: '是否含税 / Whether the amount includes tax' })
  readonly isTaxIncluded: boolean;

  private readonly contract: Contract;

  constructor(readonly stored: StoredContract) {
    super();
    this.id = globalId('Contract', stored.id);
    this.contract = stored.checked.contract;
    this.code = this.contract.code;
    this.amount = new Money(printMoney(this.contract.data.amount.value));
    this.isTaxIncluded = this.contract.data.amount.isTaxIncluded;
  }

  @Field(() => String, { description: '合同名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.contract.data.title[locale];
  }

  @Field(() => String, { description: '热线 / Hotline' })
  hotline(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.contract.data.hotline[locale];
  }

  @Field(() => ContractTermType, { description: '合同期 / Term' })
  term(): ContractTermType {
    return Object.assign(new ContractTermType(), this.contract.data.term);
  }

  @Field(() => [ContractDocumentType], { description: '文件 / Documents' })
  documents(): ContractDocumentType[] {
    return this.contract.documents.map((document) => new ContractDocumentType(document));
  }

  @Field(() => [ClauseType], { description: '条款，按合同顺序 / Clauses in the order of the contract' })
  clauses(): ClauseType[] {
    return this.contract.clauses.map((clause) => new ClauseType(clause, this.stored.versionId));
  }

  @Field(() => RubricType, { description: '考核表 / Rubric' })
  rubric(): RubricType {
    return new RubricType(this.contract.rubric, this.stored.rubricId);
  }

  @Field(() => [String], { description: '考核期代码，先早后晚 / Codes of the scored periods, the earliest first' })
  periods(): string[] {
    return this.contract.periods.map(({ code }) => code);
  }

  @Field(() => [ReadingType], { description: '可计算的读法，按数据顺序 / Computed readings in the order of the data' })
  readings(): ReadingType[] {
    return this.contract.readings.map((reading) => new ReadingType(reading, this.stored));
  }

  @Field(() => [RegisterPointType], { description: '疑点登记簿，按代码 / The register of unclear points' })
  register(): RegisterPointType[] {
    const computed = new Set(this.contract.readings.map(({ code }) => code));
    return this.contract.register.map((point) => new RegisterPointType(point, computed.has(point.code)));
  }

  @Field(() => [InstalmentType], { description: '分期款，按期次 / Instalments by number' })
  instalments(): InstalmentType[] {
    return this.contract.payment.instalments.map((instalment) => new InstalmentType(instalment));
  }

  @Field(() => [ObligationType], { description: '义务，按数据顺序 / Obligations in the order of the data' })
  obligations(): ObligationType[] {
    return this.contract.obligations.map((obligation) => new ObligationType(obligation));
  }

  @Field(() => [StaffingRequirementType], { description: '人员要求 / Staffing requirements' })
  staffing(): StaffingRequirementType[] {
    return this.contract.staffing.map((requirement) => new StaffingRequirementType(requirement, this.stored.versionId));
  }

  @Field(() => [OperatorEventKindType], {
    description: '话务员考核事件；空表示合同没有此类规则 / Events of the operators’ month; empty: no such rules',
  })
  operatorEvents(): OperatorEventKindType[] {
    return (this.contract.operatorRules?.events ?? []).map((event) => new OperatorEventKindType(event));
  }

  @Field(() => [ContractWarningType], { description: '双方应知 / What both parties should know' })
  warnings(): ContractWarningType[] {
    return this.stored.checked.warnings.map((warning) => new ContractWarningType(warning));
  }
}
