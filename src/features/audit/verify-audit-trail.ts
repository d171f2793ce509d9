import { hash } from 'node:crypto';
import type { RowReader } from '../../platform/persistence/row-reader.js';
import { listSealed } from './audit.repository.js';

/** What a chain's check found: how long it is and what it ends in, or the first link that is broken. */
export type AuditVerdict =
  | { readonly isIntact: true; readonly entryCount: number; readonly head: string }
  | { readonly isIntact: false; readonly sequence: string; readonly fault: AuditFault };

/** How a link can be broken. */
export type AuditFault =
  /** The entry's contents are not those that it was sealed with. */
  | 'CHANGED'
  /** An entry before it is gone, or one was put in between. */
  | 'MISSING_BEFORE'
  /** The trail does not contain the hash that somebody noted as its end. */
  | 'HEAD_MISSING';

/** What the first entry of a tenant follows on. */
const BEFORE_ALL = '0'.repeat(64);

const ENTRIES_AT_ONCE = 500;

/**
 * Checks the trail of a tenant from its first entry to its last.
 *
 * `notedHead` is the hash of an entry that somebody wrote down earlier: whoever cuts entries off the end leaves an intact chain, but
 * not that hash. Memory stays bounded, however long the trail is.
 */
export async function verifyAuditTrail(reader: RowReader, tenantId: string, notedHead: string | null = null): Promise<AuditVerdict> {
  let last = { sequence: '0', hash: BEFORE_ALL };
  let hasNotedHead = notedHead === null;
  for (;;) {
    const entries = await listSealed(reader, tenantId, last.sequence, ENTRIES_AT_ONCE);
    for (const { sequence, sealed, previousHash, hash: own } of entries) {
      if (BigInt(sequence) !== BigInt(last.sequence) + 1n || previousHash !== last.hash)
        return { isIntact: false, sequence, fault: 'MISSING_BEFORE' };
      if (hash('sha256', sealed, 'hex') !== own) return { isIntact: false, sequence, fault: 'CHANGED' };
      hasNotedHead ||= own === notedHead;
      last = { sequence, hash: own };
    }
    if (entries.length < ENTRIES_AT_ONCE) break;
  }
  if (!hasNotedHead) return { isIntact: false, sequence: last.sequence, fault: 'HEAD_MISSING' };
  return { isIntact: true, entryCount: Number(last.sequence), head: last.hash };
}
