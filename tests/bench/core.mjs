// npm run bench:core: how many Kezhou quarters one core scores in a second, best of five.
// The quarters differ; each is read from parsed JSON, checked, scored and priced. Text is rendered only in the last row.
import { PeriodScore } from '../../dist/src/core/cases/evaluate.js';
import { readPeriodCase } from '../../dist/src/core/cases/read-period-case.js';
import { loadCalendar } from '../../dist/src/features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from '../../dist/src/features/contracts/contract-folder.js';

const ROUNDS = 5;
const QUARTERS = 2000;

/** The same figures in every run: a small linear congruential generator. */
function randomiser(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

function quarter(random) {
  const requests = 30_000 + random(20_000);
  const dispatched = 8_000 + random(4_000);
  const due = 900 + random(200);
  const observations = Object.entries({
    agentRequests: requests,
    agentAnswered: requests - random(400),
    answeredWithin6s: Math.floor(requests * 0.93) + random(1_500),
    dispatchedTickets: dispatched,
    misdispatchedTickets: random(60),
    callbacksDue: due,
    callbacksExempt: random(20),
    callbacksDone: due - 20 - random(10),
  }).map(([metric, value]) => ({ metric, value, source: 'SYSTEM_REPORT' }));
  for (const month of ['2025-01', '2025-02', '2025-03'])
    observations.push({ metric: 'operatorHeadcount', month, value: 13 + random(2), source: 'AGENCY' });
  const day = () => `2025-0${1 + random(3)}-${10 + random(18)}`;
  const findings = [
    { item: '2.1', kind: 'ticket_defect', count: 1 + random(5) },
    { item: '3.2', kind: 'callback_record_missing' },
    { item: '1.3', kind: 'valid_complaint', points: '1.5', reason: '经查属实' },
    { item: '1.5', kind: 'late_dispatch', elapsedHours: `${24 + random(8)}.5` },
    { item: '5.1', kind: 'assessor_deduction', points: '0.5', reason: '未更新' },
    { item: '7.3', kind: 'spot_check_failed' },
  ].map((finding, index) => ({ id: `f-${index}`, occurredOn: day(), ...finding }));
  return { contract: 'kezhou-12345', period: '2025Q1', observations, findings };
}

const library = new ContractLibrary([SEEDS], loadCalendar());
const random = randomiser(12345);
const quarters = Array.from({ length: QUARTERS }, () => quarter(random));
const score = (raw) => new PeriodScore(readPeriodCase(raw, library).value);

const measures = [
  ['scored and priced, no alternatives', (raw) => score(raw).payable],
  ['the same with the digest of all inputs', (raw) => score(raw).digest()],
  ['with every reading, undisputed and greatest', (raw) => { const one = score(raw); return [one.readings(), one.payableRange()]; }],
  ['everything, text in two languages included', (raw) => score(raw).render()],
];

let slowest;
const rows = measures.map(([name, run]) => {
  let best = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const begun = process.hrtime.bigint();
    for (const raw of quarters) run(raw);
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    if (round > 0) best = Math.max(best, QUARTERS / seconds);
  }
  slowest = best;
  return [name, best];
});
for (const [name, best] of rows)
  process.stdout.write(`${Math.round(best).toLocaleString('en').padStart(10)} quarters a second, ${(best / slowest).toFixed(1).padStart(5)}×  ${name}\n`);
