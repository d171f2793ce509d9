import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contractJsonSchemas } from './features/contracts/contract-schemas.js';
import { resolvers } from './features/resolvers.js';
import { makeSchema, printSorted } from './platform/graphql/schema.js';
import { packageRoot } from './platform/package-root.js';

/** Every printed schema, by its place below `schema/`. */
async function printedSchemas(): Promise<ReadonlyMap<string, string>> {
  const files = [...contractJsonSchemas()].map(([name, schema]): [string, string] => [
    `contract/${name}.schema.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return new Map([['schema.graphql', printSorted(await makeSchema(resolvers))], ...files]);
}

// With --check nothing is written: what is checked in must be what the code prints.
const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [name, printed] of await printedSchemas()) {
  const path = join(packageRoot(), 'schema', name);
  if (existsSync(path) && readFileSync(path, 'utf8') === printed) continue;
  stale.push(name);
  if (isCheck) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, printed);
}
if (isCheck && stale.length > 0) {
  process.stderr.write(`out of date, run npm run schema: ${stale.join(', ')}\n`);
  process.exitCode = 1;
}
