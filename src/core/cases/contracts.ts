import type { Contract } from '../contract/contract.js';
import type { ObjectReader } from '../values/reader.js';

/** The contracts that can be asked about, by code. */
export interface Contracts {
  get(code: string): Contract | undefined;
}

/** The contract that an input names; null, with a problem, where there is none. */
export function readContractOf(reader: ObjectReader, contracts: Contracts): Contract | null {
  const code = reader.text('contract');
  if (code === null) return null;
  const contract = contracts.get(code);
  return contract ?? reader.problem('contract', 'UNKNOWN_CONTRACT', `未知合同 ${code}`, `unknown contract ${code}`);
}
