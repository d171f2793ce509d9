import { ContractResolver } from './contracts/contract.resolver.js';
import { PreviewPerformanceResolver } from './operator-performance/preview-performance.resolver.js';
import { PreviewScoreResolver } from './scores/preview-score.resolver.js';
import { PreviewSettlementResolver } from './settlements/preview-settlement.resolver.js';

/** Every resolver, in the features' declared order. */
export const resolvers = [ContractResolver, PreviewScoreResolver, PreviewSettlementResolver, PreviewPerformanceResolver] as const;
