import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { notFound } from '../../platform/request-error.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { obligationCalendar } from '../obligations/obligation-calendar.js';
import { CalendarFileType } from '../obligations/standing-obligation.type.js';
import { standingObligations } from '../obligations/standing-obligations.js';
import type { Party as PartyCode } from '../tenants/party.js';
import { Party } from '../tenants/party.type.js';
import { listAwaitedAnswers } from './notice.repository.js';

@Resolver()
export class ObligationCalendarResolver {
  @Query(() => CalendarFileType, {
    description:
      '一方待办期限的日历文件（iCalendar），含须答复的通知 / A calendar file (iCalendar) of what a party has to do by when, notices that wait for its answer too',
  })
  async obligationCalendar(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('party', () => Party, { description: '义务方 / Party' }) party: PartyCode,
    @Ctx() graphql: GraphqlContext,
  ): Promise<CalendarFileType> {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const stored = await findStoredContract(context, contract);
    if (!stored) throw notFound('合同', 'contract');
    const answers = await listAwaitedAnswers(context, stored.id, party);
    const content = obligationCalendar(contract, party, await standingObligations(context, stored), answers);
    return Object.assign(new CalendarFileType(), { fileName: `${contract}-${party.toLowerCase()}.ics`, content });
  }
}
