import type { Text } from '../values/text.js';
import type { LeaveRules } from './leave-rules.js';
import type { OperatorRules } from './operator-rules.js';

/** Something that contradicts itself in operators.yaml, at its place. */
export interface OperatorRulesFault extends Text {
  readonly path: string;
  readonly code: string;
}

/** Faults of leave, resignation, mark and retraining that the shapes cannot tell; none where these parts are left out. */
export function checkOperatorRules(rules: OperatorRules): OperatorRulesFault[] {
  const { leave, resignation, mark, retraining } = rules;
  const faults = leave ? checkLeave(leave, rules) : [];
  if (resignation) {
    faults.push(...duplicates('resignation.needs', codesOf(resignation.needs)));
    if (!codesOf(rules.flags).includes(resignation.otherwise))
      faults.push({ path: 'resignation.otherwise', code: 'UNKNOWN_FLAG', ...unknown('标记', 'flag', resignation.otherwise) });
  }
  if (mark) faults.push(...duplicates('mark.parts', codesOf(mark.parts)));
  if (retraining && !codesOf(rules.events).includes(retraining.event))
    faults.push({ path: 'retraining.event', code: 'UNKNOWN_EVENT', ...unknown('事件', 'event', retraining.event) });
  return faults;
}

/** Every clause that leave, assessment, resignation, mark, retraining and missing text rest on, with its place. */
export function clausesOfOperatorRules(rules: OperatorRules): { readonly path: string; readonly clauses: readonly string[] }[] {
  const { assessment, leave, resignation, mark, retraining, missingText } = rules;
  return [
    ...clauseAt('assessment', assessment),
    ...clauseAt('leave', leave),
    ...clausesIn('leave.notice', leave?.notice),
    ...clausesIn('leave.approvers', leave?.approvers),
    ...clausesIn('leave.kinds', leave?.kinds),
    ...clauseAt('leave.together', leave?.together),
    ...clauseAt('resignation', resignation),
    ...clauseAt('mark', mark),
    ...clauseAt('retraining', retraining),
    ...clausesIn('missingText', missingText),
  ];
}

type Cited = { readonly clause: string };

const clauseAt = (path: string, part: Cited | undefined) => (part ? [{ path: `${path}.clause`, clauses: [part.clause] }] : []);

const clausesIn = (path: string, parts: readonly Cited[] = []) => parts.flatMap((part, index) => clauseAt(`${path}[${index}]`, part));

const codesOf = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);

const unknown = (zh: string, en: string, code: string): Text => ({ zh: `未知${zh} ${code}`, en: `unknown ${en} ${code}` });

const duplicates = (path: string, codes: readonly string[]): OperatorRulesFault[] =>
  [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].map((code) => ({
    path,
    code: 'DUPLICATE',
    zh: `重复：${code}`,
    en: `${code} stands more than once`,
  }));

function checkLeave(leave: LeaveRules, rules: OperatorRules): OperatorRulesFault[] {
  const { kinds, together } = leave;
  const unknownKinds = (path: string, codes: readonly string[]): OperatorRulesFault[] =>
    codes
      .filter((code) => !codesOf(kinds).includes(code))
      .map((code) => ({ path, code: 'UNKNOWN_LEAVE', ...unknown('假别', 'kind of leave', code) }));
  return [
    ...checkRows('leave.notice', leave.notice),
    ...checkRows('leave.approvers', leave.approvers),
    ...checkEventOfDays('leave.lateBecomes', leave.lateBecomes, rules),
    ...duplicates('leave.kinds', codesOf(kinds)),
    ...kinds.flatMap(({ event, proofs, limits = [], daysMax, isPerYearInPost }, index) => {
      const path = `leave.kinds[${index}]`;
      return [
        ...(event === null ? [] : checkEventOfDays(`${path}.event`, event, rules)),
        ...duplicates(`${path}.proofs`, codesOf(proofs)),
        ...duplicates(
          `${path}.limits`,
          limits.map(({ kind }) => kind),
        ),
        ...limits.flatMap(({ kind }, place) => unknownKinds(`${path}.limits[${place}].kind`, [kind])),
        ...(isPerYearInPost && daysMax === undefined ? [withoutMost(path)] : []),
      ];
    }),
    ...(together ? [...duplicates('leave.together.kinds', together.kinds), ...unknownKinds('leave.together.kinds', together.kinds)] : []),
  ];
}

const withoutMost = (path: string): OperatorRulesFault => ({
  path: `${path}.isPerYearInPost`,
  code: 'NO_MOST_DAYS',
  zh: '没有最多天数，按年计没有意义',
  en: 'there are no most days that a year could have',
});

/** What days become is an event that is measured in days. */
function checkEventOfDays(path: string, code: string, { events }: OperatorRules): OperatorRulesFault[] {
  const event = events.find((candidate) => candidate.code === code);
  if (!event) return [{ path, code: 'UNKNOWN_EVENT', ...unknown('事件', 'event', code) }];
  if (event.measure === 'DAYS') return [];
  return [{ path, code: 'NOT_BY_DAY', zh: `事件 ${code} 不按天计`, en: `the event ${code} is not measured in days` }];
}

/** Rows by days rise, and only the last is open. */
function checkRows(path: string, rows: readonly { readonly upToDays?: number | undefined }[]): OperatorRulesFault[] {
  const bounds = rows.map(({ upToDays }) => upToDays);
  const faults: OperatorRulesFault[] = [];
  bounds.forEach((bound, index) => {
    const isLast = index === bounds.length - 1;
    const before = bounds[index - 1];
    if (isLast !== (bound === undefined))
      faults.push({
        path: `${path}[${index}].upToDays`,
        code: 'NOT_OPEN_AT_THE_END',
        zh: '只有最后一行、且必须是最后一行没有天数上限',
        en: 'the last row, and no other, has no most days',
      });
    if (bound !== undefined && before !== undefined && bound <= before)
      faults.push({
        path: `${path}[${index}].upToDays`,
        code: 'NOT_RISING',
        zh: '天数上限应逐行增大',
        en: 'the most days rise from row to row',
      });
  });
  return faults;
}
