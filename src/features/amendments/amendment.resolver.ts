import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { correctionById, periodById } from '../assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { CorrectionType } from '../assessment-periods/correction.type.js';
import type { InvalidInput } from '../assessment-periods/refusal.js';
import { contractByVersion, versionsOfContract } from '../contracts/contract.loaders.js';
import { ContractVersionType } from '../contracts/contract.type.js';
import { ReadingProposalType } from '../contracts/reading-proposal.type.js';
import { agreeReading } from './agree-reading.use-case.js';
import { amendContract, voidClause } from './amend-contract.use-case.js';
import type { AmendedContract } from './amended-contract.js';
import { AgreeReadingInput, AmendContractInput, ProposeReadingInput, VoidClauseInput } from './amendment.input.js';
import {
  AgreeReadingResult,
  AmendContractResult,
  ContractAmendedType,
  ProposeReadingResult,
  ReadingAgreedType,
  ReadingNotAgreeableError,
} from './amendment.result.js';
import { proposeReading } from './propose-reading.use-case.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class AmendmentResolver {
  @Mutation(() => ProposeReadingResult, {
    description: '一方的签字人向对方提议读法的一个选项 / A signatory of one party proposes an option of a reading to the other',
  })
  async proposeReading(
    @Arg('input', () => ProposeReadingInput, INPUT) input: ProposeReadingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ProposeReadingResult> {
    const context = tenantOf(graphql);
    const result = await proposeReading(context, { ...input });
    context.forgetLoaded();
    return result.ok ? new ReadingProposalType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => AgreeReadingResult, {
    description:
      '对方的签字人凭补充协议同意；已签字的不变，所及各期更正或补充结算 / A signatory of the other party agrees, with the supplement: nothing signed changes, periods that it reaches are corrected or settled again',
  })
  async agreeReading(
    @Arg('input', () => AgreeReadingInput, INPUT) input: AgreeReadingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AgreeReadingResult> {
    const context = tenantOf(graphql);
    const proposalId = uuidOf('ReadingProposal', input.proposalId, '读法提议', 'proposal');
    const result = await agreeReading(context, { ...input, proposalId, document: { ...input.document } });
    context.forgetLoaded();
    if (result.ok) {
      const { proposal, correctionIds, periodIdsToSettleAgain } = result.value;
      return Object.assign(new ReadingAgreedType(), {
        proposal: new ReadingProposalType(proposal),
        corrections: await correctionsOf(context, correctionIds),
        periodsToSettleAgain: await periodsOf(context, periodIdsToSettleAgain),
      });
    }
    return result.error.kind === 'OBSTRUCTED'
      ? new ReadingNotAgreeableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => AmendContractResult, {
    description:
      '租户管理员凭补充协议修改合同，成为新版本；此前的考核期仍按原版本 / A tenant admin amends a contract with the supplement: a new version; periods before keep theirs',
  })
  async amendContract(
    @Arg('input', () => AmendContractInput, INPUT) input: AmendContractInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AmendContractResult> {
    const context = tenantOf(graphql);
    return amended(context, await amendContract(context, { ...input, document: { ...input.document } }));
  }

  @Mutation(() => AmendContractResult, {
    description:
      '租户管理员凭文件使条款自某日起无效，成为新版本 / A tenant admin makes a clause void from a day on, with the document: a new version',
  })
  async voidClause(
    @Arg('input', () => VoidClauseInput, INPUT) input: VoidClauseInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AmendContractResult> {
    const context = tenantOf(graphql);
    return amended(context, await voidClause(context, { ...input, document: { ...input.document } }));
  }
}

const correctionsOf = (context: TenantContext, ids: readonly string[]): Promise<CorrectionType[]> =>
  Promise.all(ids.map(async (id) => new CorrectionType((await context.loader(correctionById).load(id))!)));

const periodsOf = (context: TenantContext, ids: readonly string[]): Promise<AssessmentPeriodType[]> =>
  Promise.all(ids.map(async (id) => new AssessmentPeriodType((await context.loader(periodById).load(id))!)));

async function amended(context: TenantContext, result: Result<AmendedContract, InvalidInput>): Promise<typeof AmendContractResult> {
  context.forgetLoaded();
  if (!result.ok) return new InvalidInputError(result.error.problems);
  const { versionId, periodIds, correctionIds } = result.value;
  const stored = (await context.loader(contractByVersion).load(versionId))!;
  const row = (await context.loader(versionsOfContract).load(stored.id)).find(({ id }) => id === versionId)!;
  return Object.assign(new ContractAmendedType(), {
    version: new ContractVersionType(row, stored),
    periods: await periodsOf(context, periodIds),
    corrections: await correctionsOf(context, correctionIds),
  });
}
