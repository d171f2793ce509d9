import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ContentType, contentFault } from '../../../src/platform/files/content-type.js';
import { fileNameFault } from '../../../src/platform/files/file-name.js';
import { benignFiles, largestFile, type TestFile } from '../../support/benign-files.js';
import { hostileFiles } from '../../support/hostile-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-content-'));
});
afterAll(() => rm(folder, { recursive: true }));

const faultOf = async ({ contentType, content }: TestFile) => {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return contentFault(path, contentType as ContentType);
};

test('what is benign is taken', async () => {
  for (const file of [...(await benignFiles()), largestFile()])
    expect([file.fileName, file.content.length, fileNameFault(file.fileName), await faultOf(file)]).toEqual([
      file.fileName,
      file.content.length,
      null,
      null,
    ]);
});

test('what is hostile is refused, each for its own reason', async () => {
  const files = await hostileFiles();
  const found = [];
  for (const file of files) found.push([file.title, await faultOf(file)]);
  expect(found).toEqual(files.map(({ title, fault }) => [title, fault]));
});
