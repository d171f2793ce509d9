import type { ContractLibrary } from './contract-folder.js';

/** What resolvers find in their context: the contracts that the service knows. */
export interface ContractContext {
  readonly library: ContractLibrary;
}
