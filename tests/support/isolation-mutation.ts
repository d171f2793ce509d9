import type { Field } from './isolation-matrix.js';

/** Mutations that find nothing wrong with their input as such. */
const WITHOUT_PROBLEMS = ['publishScorecard', 'signScorecard', 'approveStatement', 'requestInvoice', 'confirmBankAccount'];

export const mutation = (name: string, more = ''): string => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const problems = WITHOUT_PROBLEMS.includes(name) ? '' : '... on InvalidInputError { problems { path code message } }';
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${more} ${problems} } }`;
};

export const obstacles = (error: string): string => `... on ${error} { obstacles }`;

/** Whether something was done, or its owner was told what stands in the way: it is found. */
export const doneOrTold = (type: string) => (field: Field) => field.__typename === type || field.obstacles.length > 0;
