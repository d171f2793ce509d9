import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { Party as PartyCode } from './party.js';

export const Party = wordEnum('Party', '合同的一方 / A party of a contract', {
  AGENCY: '甲方 / The agency',
  VENDOR: '乙方 / The vendor',
} satisfies Record<PartyCode, string>);
