import { type CaseFile, caseFile } from './case-files.js';
import { contractOf } from './library.js';
import { type Answer, ask, type Caller, callerOf, operation, type Service } from './service.js';

interface Coded {
  readonly [field: string]: unknown;
}

/** The figures of a worked case as a caller may record them: what comes from the roster is typed in by the agency. */
export function recordable(name: string) {
  const {
    observations = [],
    findings = [],
    judgements = [],
    contract,
    period,
  } = caseFile(name).case as unknown as {
    [list in 'observations' | 'findings' | 'judgements']?: Coded[];
  } & { contract: string; period: string };
  return {
    contract,
    period,
    observations: observations.map(({ source, ...rest }) => ({ ...rest, source: source === 'ROSTER' ? 'AGENCY' : source })),
    findings: findings.map(({ id, ...finding }) => ({ ...finding, ...namesOf(contract, finding), reference: id })),
    judgements,
  };
}

/** Those held responsible and the months concerned, where the kind of finding asks for them: no calculation does. */
function namesOf(contract: string, { item, kind, occurredOn }: Coded): { responsible?: string[]; months?: string[] } {
  const names = contractOf(contract).rubric.itemsByCode.get(String(item))?.findingForms.get(String(kind))?.names ?? [];
  return {
    ...(names.includes('RESPONSIBLE') ? { responsible: ['007'] } : {}),
    ...(names.includes('MONTHS') ? { months: [String(occurredOn).slice(0, 7)] } : {}),
  };
}

/** Cases of a contract whose period is open in a test's database. */
export const recordableCases = (cases: readonly CaseFile[]): string[] =>
  cases
    .filter(({ case: { contract, readings } }) => contract === 'qinghe-12345' && Object.keys(readings ?? {}).length === 0)
    .map(({ name }) => name);

/** Runs a sample mutation. */
export const run = (service: Service, name: string, input: object, caller?: Caller | null): Promise<Answer> =>
  ask(service, operation(name), { input }, caller);

/** The global id of a period. Errors: throws where the caller finds none. */
export async function periodIdOf(service: Service, contract: string, period: string, caller = callerOf(contract)): Promise<string> {
  const query = 'query ($contract: String!, $period: String!) { assessmentPeriod(contract: $contract, period: $period) { id } }';
  const { data } = await ask(service, query, { contract, period }, caller);
  return data.assessmentPeriod.id;
}

/** Records a worked case as its contract's assessor; gives the period's id. */
export async function recordCase(service: Service, name: string): Promise<string> {
  const { contract, period, observations, findings, judgements } = recordable(name);
  const caller = callerOf(contract);
  const periodId = await periodIdOf(service, contract, period);
  const answers = [
    ...(observations.length > 0 ? [await run(service, 'record-observations', { periodId, observations }, caller)] : []),
    ...(findings.length > 0 ? [await run(service, 'record-findings', { periodId, findings }, caller)] : []),
  ];
  for (const judgement of judgements) answers.push(await run(service, 'judge-item', { periodId, ...judgement }, caller));
  const refused = answers.filter(({ errors, data }) => errors || /Error"/.test(JSON.stringify(data)));
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return periodId;
}

/** How many rows every table has, whoever's they are. */
export async function rowCounts(service: Service): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const tenant of ['kezhou', 'shaanxi', 'qinghe-12345'])
    await service.storage.asOwner!(tenant, async (em) => {
      const tables = await em.execute<{ name: string }[]>(
        `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
      );
      const countOf = ({ name }: { name: string }) => `select '${name}' as name, count(*)::int as count from ${name} where tenant_id = ?`;
      const rows = await em.execute<{ name: string; count: number }[]>(
        tables.map(countOf).join(' union all '),
        tables.map(() => tenant),
      );
      for (const { name, count } of rows) counts[`${tenant} ${name}`] = count;
      const states = await em.execute<{ state: string }[]>('select state from assessment_periods where tenant_id = ?', [tenant]);
      counts[`${tenant} open periods`] = states.filter(({ state }) => state === 'OPEN').length;
    });
  return counts;
}
