import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the seeded data folder, to be dropped once nobody works with it any more. */
export async function copyData() {
  const parent = await mkdtemp(join(tmpdir(), 'hotline-data-'));
  const folder = join(parent, 'pglite');
  await cp(process.env.HOTLINE_TEST_DATA!, folder, { recursive: true });
  return { location: { kind: 'embedded', folder } as const, drop: () => rm(parent, { recursive: true, force: true }) };
}
