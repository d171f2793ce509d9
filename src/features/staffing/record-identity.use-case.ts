import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { goneSinceOf } from './disclose-staff.use-case.js';
import { identitiesOf, replaceIdentity } from './personal-data.js';
import { problemOf } from './problems.js';
import { identityIn, identityProblems, type PersonInput } from './request-change.use-case.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { findStaff, type StaffRow } from './staffing.repository.js';

export interface RecordStaffIdentity {
  readonly staffId: string;
  readonly person: PersonInput;
}

/**
 * Puts right who somebody is: a name that was mistyped, a number that has changed, or what was erased of somebody who comes back. What
 * was kept before is kept no longer; the trail says by whom, and nothing of what.
 *
 * Errors: every problem, such as that it was erased and nobody asks for the person again; throws NOT_FOUND.
 */
export const recordStaffIdentity = defineCommand({
  name: 'recordStaffIdentity',
  permissions: ['staff:manage'],
  async run(context, { staffId, person }: RecordStaffIdentity): Promise<Result<StaffRow, InvalidInput>> {
    const [staff] = await findStaff(context, [staffId]);
    if (!staff) throw notFound('人员', 'person');
    const problems = identityProblems(person, 'person');
    const [kept] = await identitiesOf(context, [staffId]);
    const book = await context.loader(staffBookOfContract).load(staff.contractId);
    const isComing = book.changes.some(
      (change) =>
        change.staffId === staffId && change.kind === 'ADMISSION' && !change.isDone && ['PROPOSED', 'APPROVED'].includes(change.state),
    );
    if (!kept && !isComing && goneSinceOf(book, staffId) !== null)
      problems.push(
        problemOf('staffId', 'ERASED', '已删除个人信息，须先申请其再次进场', 'it was erased: the person has to be asked for again first'),
      );
    if (problems.length > 0) return invalid(problems);
    await replaceIdentity(context, staffId, identityIn(person));
    context.forgetLoaded();
    return ok(staff);
  },
});
