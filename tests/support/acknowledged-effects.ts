import type { RowReader } from '../../src/platform/persistence/row-reader.js';
import type { SentCommand } from './retrying-client.js';

/** Asks a service that listens; gives what it answered. Errors: throws where it answers with an error. */
export async function askAt(address: string, token: string, query: string, variables: object) {
  const response = await fetch(`${address}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
  const { data, errors } = (await response.json()) as any;
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const LOOK_UP = `query ($ids: [ID!]!) { nodes(ids: $ids) { id
  ... on Finding { evidence } ... on Observation { file } ... on Judgement { reason } } }`;

/** As many as a service looks up at once. */
const IDS_AT_ONCE = 100;

/** Looks up every id that was acknowledged, and gives those that are not there or do not bear the key of their command. */
export async function lostIds(address: string, sent: readonly SentCommand[]): Promise<string[]> {
  const lost: string[] = [];
  for (const [token, commands] of Map.groupBy(sent, ({ place }) => place.token)) {
    const acknowledged = commands.flatMap(({ ids, key }) => (ids ?? []).map((id) => ({ id, key })));
    for (let at = 0; at < acknowledged.length; at += IDS_AT_ONCE) {
      const asked = acknowledged.slice(at, at + IDS_AT_ONCE);
      const { nodes } = await askAt(address, token, LOOK_UP, { ids: asked.map(({ id }) => id) });
      asked.forEach(({ id, key }, index) => {
        const { id: found, evidence, file, reason } = nodes[index] ?? {};
        if (found !== id || (evidence ?? file ?? reason) !== key) lost.push(`${key} ${id}: ${JSON.stringify(nodes[index])}`);
      });
    }
  }
  return lost;
}

const EFFECTS = `select key, sum(rows)::int as rows, sum(stored)::int as stored from (
    select evidence as key, count(*) as rows, 0 as stored from findings where evidence is not null group by 1
    union all select file, count(*), 0 from observations where file is not null group by 1
    union all select reason, count(*), 0 from judgements group by 1
    union all select key, 0, count(*) from idempotency_keys group by 1) effects
  where key like 'client-%' group by key`;

/**
 * What keys have left in the database and should not have, read as somebody whom no policy holds: a command leaves all of its rows
 * once and its key beside them, or nothing of either where its sender was never told that it is done.
 */
export async function wrongEffects(reader: RowReader, sent: readonly SentCommand[]): Promise<string[]> {
  const rows = await reader.rows<{ key: string; rows: number; stored: number }>(EFFECTS, []);
  const effects = new Map(rows.map((row) => [row.key, row]));
  const wrong = sent.flatMap(({ key, ids, command }) => {
    const { rows: count, stored } = effects.get(key) ?? { rows: 0, stored: 0 };
    const isWhole = count === command.rowCount && stored === 1;
    const isNothing = count === 0 && stored === 0 && ids === null;
    return isWhole || isNothing ? [] : [`${key}: ${count} of ${command.rowCount} rows, ${stored} keys, acknowledged: ${ids !== null}`];
  });
  return wrong;
}
