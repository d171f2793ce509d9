import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf, withSuperuser } from '../../support/isolation.js';
import { clockAt, nodeOf, openTenant, outcomeOf, peopleOf } from '../../support/lives.js';
import { PLANS, type Planned } from '../../support/period-deeds.js';
import { type Party, PeriodModel } from '../../support/period-model.js';
import { kezhouQuarter } from '../../support/quarters.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, type Service } from '../../support/service.js';

const CONTRACT = 'kezhou-12345';
const QUARTERS = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'];
const BEGIN = '2026-01-06';

/** A quarter that is lived through, beside its model. */
interface Life {
  readonly service: Service;
  readonly tenant: string;
  readonly periodId: string;
  readonly code: string;
  readonly setDay: (day: string) => void;
  /** Digest of the document of each scorecard that was ever seen. */
  readonly documents: Map<number, string>;
  /** How many signatures a scorecard had when an appeal against it was upheld. */
  readonly signaturesWhenUpheld: Map<number, number>;
}

const VISIBLE = `state version findings(first: 100) { nodes { reference state } } corrections(first: 100) { nodes { corrects isOpen } }
  scorecards(first: 100) { nodes { revision state digest total provisional appealableUntil signatures { party recordedBy digest }
    refusals { party } appeals { item outcome } } }`;

/** One thing that somebody does; the real service must answer as the model says, and look like it afterwards. */
class Deed implements fc.AsyncCommand<PeriodModel, Life> {
  constructor(private readonly planned: Planned) {}

  check(model: Readonly<PeriodModel>): boolean {
    return this.planned.plan(model as PeriodModel) !== null;
  }

  async run(model: PeriodModel, life: Life): Promise<void> {
    const { service, tenant, periodId } = life;
    const { by, as, operation, input, against, follows } = this.planned.plan(model)!;
    const person = peopleOf(tenant)[by];
    const caller = as === undefined ? person : { ...person, subject: as };
    const before = against.length > 0 ? await fingerprintOf(service, tenant) : null;
    const withPeriod = 'periodId' in input ? { ...input, periodId } : input;
    const outcome = await outcomeOf(service, caller, operation, withPeriod);
    expect({ operation, refused: 'refused' in outcome ? outcome.refused : [] }).toEqual({ operation, refused: against });
    if ('done' in outcome) follows(outcome.done);
    else expect(await fingerprintOf(service, tenant)).toEqual(before);
    await expectAlike(model, life);
  }

  toString(): string {
    return this.planned.words;
  }
}

/** Days that go by, so that the time to appeal ends. */
class Days implements fc.AsyncCommand<PeriodModel, Life> {
  check = (): boolean => true;

  async run(model: PeriodModel, { setDay }: Life): Promise<void> {
    model.today = new Date(Date.parse(model.today) + 5 * 86_400_000).toISOString().slice(0, 10);
    setDay(model.today);
  }

  toString = (): string => 'days go by';
}

async function expectAlike(model: PeriodModel, { service, tenant, periodId, code, documents, signaturesWhenUpheld }: Life): Promise<void> {
  const { findings, corrections, scorecards, ...period } = await nodeOf(
    service,
    peopleOf(tenant).auditor,
    'AssessmentPeriod',
    periodId,
    VISIBLE,
  );
  const seen = {
    ...period,
    findings: findings.nodes.map(({ reference, state }: Record<string, string>) => `${reference} ${state}`),
    corrections: corrections.nodes,
    scorecards: scorecards.nodes,
  };
  expect(seen).toEqual(model.visible());
  for (const { revision, state, digest, signatures, appeals } of scorecards.nodes) {
    const people = new Set(signatures.map(({ recordedBy }: { recordedBy: string }) => recordedBy));
    const parties = new Set(signatures.map(({ party }: { party: Party }) => party));
    if (state === 'SIGNED') expect([people.size, parties.size]).toEqual([2, 2]);
    expect(signatures.every((signature: { digest: string }) => signature.digest === digest)).toBe(true);
    if (!appeals.some(({ outcome }: { outcome: string }) => outcome === 'UPHELD')) continue;
    signaturesWhenUpheld.set(revision, signaturesWhenUpheld.get(revision) ?? signatures.length);
    expect(signatures).toHaveLength(signaturesWhenUpheld.get(revision)!);
  }
  if (period.state === 'SIGNED') expect(scorecards.nodes.filter(({ state }: { state: string }) => state === 'SIGNED')).toHaveLength(1);
  const stored = await withSuperuser(service, (run) =>
    run<{ revision: number; document: string }>(
      `select s.revision, md5(s.document::text) as document from scorecards s
       join assessment_periods p on p.tenant_id = s.tenant_id and p.id = s.period_id where s.tenant_id = $1 and p.code = $2`,
      [tenant, code],
    ),
  );
  expect(stored).toHaveLength(scorecards.nodes.length);
  for (const { revision, document } of stored) {
    documents.set(revision, documents.get(revision) ?? document);
    expect({ revision, document }).toEqual({ revision, document: documents.get(revision) });
  }
}

const clock = clockAt(`${BEGIN}T01:00:00Z`);
const setDay = (day: string) => clock.set(`${day}T01:00:00Z`);
let service: Service;
beforeAll(async () => {
  service = await createService('embedded', [], { now: clock.now });
});
afterAll(() => service.stop());

let lifeCount = 0;

/** A quarter of its own, with all figures but one, in a tenant that four of them share. */
async function beginLife(): Promise<{ model: PeriodModel; real: Life }> {
  const number = lifeCount++;
  const tenant = `model-${Math.floor(number / QUARTERS.length)}`;
  const code = QUARTERS[number % QUARTERS.length]!;
  if (number % QUARTERS.length === 0) await openTenant(service, tenant, CONTRACT);
  setDay(BEGIN);
  const { assessor } = peopleOf(tenant);
  const periodId = await periodIdOf(service, CONTRACT, code, assessor);
  const model = new PeriodModel(tenant, code, BEGIN);
  const { observations } = kezhouQuarter({ period: code, counts: { misdispatchedTickets: null } });
  const typed = observations.map(({ source, ...figure }) => ({ ...figure, source: source === 'ROSTER' ? 'AGENCY' : source })) as {
    metric: string;
    value: unknown;
    source: string;
    month?: string;
  }[];
  await outcomeOf(service, assessor, 'recordObservations', { periodId, observations: typed });
  for (const figure of typed) model.observed({ ...figure, by: assessor.subject! });
  // They came in one call.
  model.version = 2;
  const real = { service, tenant, periodId, code, setDay, documents: new Map(), signaturesWhenUpheld: new Map() };
  return { model, real };
}

test('whatever its people do, a quarter goes on as the model says, and what is refused changes nothing', async () => {
  const deeds: fc.Arbitrary<fc.AsyncCommand<PeriodModel, Life>>[] = PLANS.map((plans) => plans.map((planned) => new Deed(planned)));
  const lives = fc.commands([...deeds, fc.constant(new Days()), fc.constant(new Days())], { maxCommands: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(lives, async (commands) => {
      const begun = await beginLife();
      await fc.asyncModelRun(() => begun, commands);
    }),
    // A failure names seed, path and replayPath: given here and to the commands, they run it again.
    { numRuns: 12, interruptAfterTimeLimit: 30_000 },
  );
});
