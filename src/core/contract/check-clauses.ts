import { stepsOfKind } from '../notices/life.js';
import { placedAdjustments } from '../payment/schedule.js';
import { clausesOfOperatorRules } from '../performance/check-operator-rules.js';
import { kindOf } from '../rubric/rule-kinds.js';
import { clausesOfStaffing } from '../staffing/check-staffing.js';
import type { ContractFiles } from './contract.js';
import { type ContractFileName, type ContractRemark, error, itemsOf } from './remark.js';

/** Files that may go on naming a void clause: they say how it was to be read. */
const DOUBTING: readonly ContractFileName[] = ['readings', 'register'];

/** Every clause that is cited is recorded, and every clause binds what exists. */
export function checkClauses(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  const clauses = new Map(files.clauses.clauses.map((clause) => [clause.number, clause]));
  const require = (file: ContractFileName, path: string, number: string) => {
    const clause = clauses.get(number);
    if (!clause) remarks.push(error(file, path, 'UNKNOWN_CLAUSE', `未收录条款 ${number}`, `clause ${number} is not recorded`));
    else if (clause.voidFrom !== undefined && !DOUBTING.includes(file))
      remarks.push(error(file, path, 'VOID_CLAUSE', `所依条款 ${number} 已无效`, `it rests on clause ${number}, which is void`));
  };
  require('contract', 'amount.clause', files.contract.amount.clause);
  require('rubric', 'total.clause', files.rubric.total.clause);
  for (const { item, path } of itemsOf(files)) require('rubric', `${path}.clause`, item.clause);
  for (const [file, list] of clauseLists(files))
    for (const { path, clauses } of list) for (const clause of clauses) require(file, path, clause);

  const bound: Record<string, ReadonlySet<string>> = {
    item: new Set(itemsOf(files).map(({ item }) => item.code)),
    obligation: new Set(files.obligations.obligations.map(({ code }) => code)),
    staffing: new Set(files.staffing.requirements.map(({ code }) => code)),
    operatorEvent: new Set(files.operators?.events.map(({ code }) => code)),
  };
  files.clauses.clauses.forEach((clause, index) => {
    if (clause.binds === 'RECORDED_ONLY') return;
    if (clause.voidFrom !== undefined)
      remarks.push(
        error(
          'clauses',
          `clauses[${index}].binds`,
          'VOID_CLAUSE_BINDS',
          `条款 ${clause.number} 已无效，不能再有约束`,
          `clause ${clause.number} is void and binds nothing`,
        ),
      );
    for (const bind of clause.binds)
      for (const [what, code] of Object.entries(bind))
        if (bound[what] && !bound[what].has(code))
          remarks.push(
            error(
              'clauses',
              `clauses[${index}].binds`,
              'BINDS_NOTHING',
              `条款 ${clause.number} 指向不存在的 ${what} ${code}`,
              `clause ${clause.number} binds an unknown ${what} ${code}`,
            ),
          );
  });
  return remarks;
}

type ClauseList = readonly { readonly path: string; readonly clauses: readonly string[] }[];

const clauseLists = (files: ContractFiles): [ContractFileName, ClauseList][] => [
  ['readings', files.readings.readings.map(({ clauses }, index) => ({ path: `readings[${index}].clauses`, clauses }))],
  ['register', files.register.points.map(({ clauses }, index) => ({ path: `points[${index}].clauses`, clauses }))],
  ['rubric', files.rubric.checks?.map(({ clause }, index) => ({ path: `checks[${index}].clause`, clauses: [clause] })) ?? []],
  ['obligations', files.obligations.obligations.map(({ clauses }, index) => ({ path: `obligations[${index}].clauses`, clauses }))],
  [
    'staffing',
    [
      ...files.staffing.requirements.map(({ clauses }, index) => ({ path: `requirements[${index}].clauses`, clauses })),
      ...clausesOfStaffing(files.staffing),
    ],
  ],
  ['payment', placedAdjustments(files.payment).map(({ adjustment, path }) => ({ path: `${path}.clause`, clauses: [adjustment.clause] }))],
  ['payment', files.payment.instalments.map(({ clause }, index) => ({ path: `instalments[${index}].clause`, clauses: [clause] }))],
  [
    'payment',
    files.payment.instalments.map(({ due }, index) => ({ path: `instalments[${index}].due.clause`, clauses: due ? [due.clause] : [] })),
  ],
  ['payment', files.payment.lateClaim ? [{ path: 'lateClaim.clause', clauses: [files.payment.lateClaim.clause] }] : []],
  ['operators', files.operators?.events.map(({ clause }, index) => ({ path: `events[${index}].clause`, clauses: [clause] })) ?? []],
  ['operators', files.operators ? [{ path: 'protection.clause', clauses: [files.operators.protection.clause] }] : []],
  ['operators', files.operators ? [{ path: 'pool.clause', clauses: [files.operators.pool.clause] }] : []],
  ['operators', files.operators ? clausesOfOperatorRules(files.operators) : []],
  ['invoicing', files.invoicing ? [{ path: 'clause', clauses: [files.invoicing.clause] }] : []],
  [
    'invoicing',
    (['delivery', 'reissue', 'completionDocuments', 'unauthenticated'] as const).flatMap((part) => {
      const rule = files.invoicing?.[part];
      return rule ? [{ path: `${part}.clause`, clauses: [rule.clause] }] : [];
    }),
  ],
];

/** An invoice is made out by and to organisations that have that part in the contract. */
export function checkInvoicing({ invoicing, contract: { organisations } }: ContractFiles): ContractRemark[] {
  if (!invoicing) return [];
  const sides = [
    ['buyer', ['AGENCY', 'PAYER']],
    ['seller', ['VENDOR']],
  ] as const;
  return sides.flatMap(([side, roles]) => {
    const organisation = organisations.find(({ code }) => code === invoicing[side]);
    if (organisation?.roles.some((role) => (roles as readonly string[]).includes(role))) return [];
    return [
      error(
        'invoicing',
        side,
        'NOT_A_PARTY',
        `${invoicing[side]} 在合同中不是${side === 'buyer' ? '付款方' : '乙方'}`,
        `${invoicing[side]} is not the contract's ${side === 'buyer' ? 'payer' : 'vendor'}`,
      ),
    ];
  });
}

/** What a notice makes owed is owed when something happens, and is met by a step that the notice takes. */
export function checkNotices({ obligations: { obligations } }: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  obligations.forEach(({ noticeOf, due, rhythm }, index) => {
    if (!noticeOf) return;
    const path = `obligations[${index}].noticeOf`;
    const { kind, from, metBy } = noticeOf;
    const steps = stepsOfKind(kind);
    const unknown = metBy.filter((step) => step !== 'ISSUED' && !steps.has(step));
    if (unknown.length > 0)
      remarks.push(
        error(
          'obligations',
          `${path}.metBy`,
          'STEP_NOT_OF_NOTICE',
          `${kind} 通知没有步骤 ${unknown.join('、')}`,
          `a notice of ${kind} takes no step ${unknown.join(', ')}`,
        ),
      );
    if ((from === 'PLANNED' && kind !== 'TERMINATION') || (from === 'ENDED' && !steps.has('ENDED')))
      remarks.push(
        error('obligations', `${path}.from`, 'DAY_NOT_OF_NOTICE', `${kind} 通知没有这一日`, `a notice of ${kind} has no such day`),
      );
    if (rhythm !== 'ON_EVENT' || !('event' in due || due.kind === 'SET_BY_AGENCY'))
      remarks.push(
        error(
          'obligations',
          path,
          'NOT_OWED_BY_NOTICE',
          '只有因事件产生、期限由事件起算或由甲方定的义务才能因通知产生',
          'only what is owed when something happens, by a date counted from it or set by the agency, becomes owed by a notice',
        ),
      );
  });
  return remarks;
}

/** A missed obligation leads to a finding that its item takes. */
export function checkObligations(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  files.obligations.obligations.forEach(({ missLeadsTo }, index) => {
    if (!missLeadsTo) return;
    const item = itemsOf(files).find((candidate) => candidate.item.code === missLeadsTo.item)?.item;
    const forms = item ? kindOf(item.rule).findingForms(item.rule, item.max) : [];
    if (!forms.some(({ kind }) => kind === missLeadsTo.finding))
      remarks.push(
        error(
          'obligations',
          `obligations[${index}].missLeadsTo`,
          'UNKNOWN_FINDING',
          `考核项 ${missLeadsTo.item} 没有 ${missLeadsTo.finding}`,
          `item ${missLeadsTo.item} takes no ${missLeadsTo.finding}`,
        ),
      );
  });
  return remarks;
}
