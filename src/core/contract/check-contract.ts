import { checkClauses, checkInvoicing, checkNotices, checkObligations } from './check-clauses.js';
import { checkCodes, checkOperators } from './check-codes.js';
import { checkPayment } from './check-payment.js';
import { checkPeople } from './check-people.js';
import { checkReadings } from './check-readings.js';
import { checkChecks, checkItems, checkMarks, checkMetrics } from './check-rubric.js';
import type { ContractFiles } from './contract.js';
import type { ContractRemark } from './remark.js';

/**
 * Everything that the shapes alone cannot tell: marks that do not add up, references that lead nowhere, readings without effect,
 * bands with a gap, instalments that are not the contract amount. All remarks come at once.
 */
export const checkContract = (files: ContractFiles): ContractRemark[] => [
  ...checkMarks(files),
  ...checkItems(files),
  ...checkMetrics(files),
  ...checkChecks(files),
  ...checkReadings(files),
  ...checkPayment(files),
  ...checkClauses(files),
  ...checkObligations(files),
  ...checkNotices(files),
  ...checkOperators(files),
  ...checkPeople(files),
  ...checkInvoicing(files),
  ...checkCodes(files),
];
