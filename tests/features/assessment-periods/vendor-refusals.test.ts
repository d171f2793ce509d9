// What a vendor is refused says nothing of what it may not see: no figure of a draft, and whether there is a finding.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, answerTo, clockAt, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { shaanxiMonth } from '../../support/quarters.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'refusals';
const { assessor, vendorStaff } = peopleOf(TENANT);

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-11-28T01:00:00Z').now });
    await openTenant(service, TENANT, 'shaanxi-12367');
    act = actingIn(service);
    periodId = await periodIdOf(service, 'shaanxi-12367', '2025-11', assessor);
    const { observations } = shaanxiMonth({ period: '2025-11', counts: { examRequired: 13, examTaken: null } });
    await act.does(assessor, 'recordObservations', { periodId, observations });
  });
  afterAll(() => service.stop());

  const figure = (metric: string, value: number) => ({ periodId, observations: [{ metric, value, source: 'VENDOR' }] });
  const said = async (operation: 'recordObservations' | 'proposeFinding', input: object) =>
    (await answerTo(service, vendorStaff, operation, input)).problems as { path: string; code: string; message?: string }[];
  const visible = async () =>
    await nodeOf(
      service,
      vendorStaff,
      'AssessmentPeriod',
      periodId,
      'observations(first: 100) { nodes { metric } } findings(first: 10) { nodes { reference } }',
    );

  test('a figure that contradicts the draft is refused without what the draft says', async () => {
    expect((await visible()).observations.nodes).toEqual([]);
    expect((await said('recordObservations', figure('examTaken', 999))).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'observations CONTRADICTS_UNPUBLISHED',
    ]);
    // What contradicts its own figures is told as ever.
    await act.does(vendorStaff, 'recordObservations', figure('examRequired', 13));
    expect((await said('recordObservations', figure('examTaken', 14))).map(({ code }) => code)).toEqual(['NUMERATOR_EXCEEDS_DENOMINATOR']);
    expect(await act.does(vendorStaff, 'recordObservations', figure('examTaken', 12))).toMatchObject({ observations: [{ value: '12' }] });
  });

  test('a proposal is taken whatever the draft says, and turns up for the assessor who confirms it', async () => {
    const ratings = { item: '8', kind: 'outcome_rating', occurredOn: '2025-11-20', evidence: '回访录音（演示）', count: 99_999 };
    const proposed = await act.does(vendorStaff, 'proposeFinding', { periodId, finding: { ...ratings, reference: 'r-1' } });
    expect(proposed).toMatchObject({ reference: 'V-r-1', state: 'PROPOSED' });
    const confirmed = await act.tries(assessor, 'confirmFinding', { findingId: proposed.id, reason: '核对（演示）' });
    expect(confirmed).toEqual(['count NUMERATOR_EXCEEDS_DENOMINATOR']);
  });

  test('nobody learns by a reference or an event whether there is a finding', async () => {
    const praise = { item: '11', kind: 'praise', occurredOn: '2025-11-20', matterId: 'm-9', eventId: 'e-9', reference: 'secret-1' };
    await act.does(assessor, 'recordFindings', { periodId, findings: [praise] });
    const own = { ...praise, evidence: '锦旗（演示）' };
    expect(await act.does(vendorStaff, 'proposeFinding', { periodId, finding: own })).toMatchObject({ reference: 'V-secret-1' });
    // Its own is known to it.
    expect(await act.tries(vendorStaff, 'proposeFinding', { periodId, finding: own })).toEqual(['finding.reference DUPLICATE']);
    expect(await act.tries(assessor, 'recordFindings', { periodId, findings: [{ ...praise, eventId: 'e-10', reference: 'V-2' }] })).toEqual(
      ['findings[0].reference RESERVED'],
    );
  });
});
