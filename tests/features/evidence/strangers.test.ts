import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readGlobalId } from '../../../src/platform/graphql/global-id.js';
import { type TestFile, TYPES } from '../../support/benign-files.js';
import { rowCounts } from '../../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';
import { askCommand, download, evidenceById, periodOf, submit, upload, VENDOR } from '../../support/uploading.js';

const ALL = [
  'ASSESSOR',
  'AGENCY_SIGNATORY',
  'FINANCE',
  'AUDITOR',
  'VENDOR_STAFF',
  'VENDOR_MANAGER',
  'VENDOR_SIGNATORY',
  'MACHINE',
  'TENANT_ADMIN',
] as const;
type Role = (typeof ALL)[number];

const by = (role: Role, tenant = VENDOR.tenant): Caller => ({ tenant, role });
const codeOf = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) => errors?.[0]?.extensions.code;

let fileCount = 0;
const newFile = (): TestFile => ({ fileName: '说明.txt', contentType: TYPES.txt, content: Buffer.from(`说明 ${fileCount++}`) });

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await periodOf(service);
  });
  afterAll(() => service.stop());

  const links = () => [{ item: { periodId, item: 'C4' } }];

  test('evidence is answered to whoever reads periods, and to nobody else', async () => {
    const query = '{ evidence { totalCount } }';
    expect(codeOf(await ask(service, query, {}, null))).toBe('UNAUTHENTICATED');
    for (const role of ALL) expect([role, codeOf(await ask(service, query, {}, by(role)))]).toEqual([role, undefined]);
    expect(codeOf(await ask(service, query, {}, { ...by('MACHINE'), scopes: ['score:read'] }))).toBe('FORBIDDEN');
  });

  test('another tenant sees nothing: neither the evidence, nor what it is listed with, nor the file', async () => {
    const { id } = await submit(service, VENDOR, newFile(), links());
    for (const role of ['ASSESSOR', 'AUDITOR', 'VENDOR_MANAGER'] as const) {
      const stranger = by(role, 'kezhou');
      expect(await evidenceById(service, stranger, id)).toBeNull();
      const { data } = await ask(service, '{ evidence { totalCount nodes { id } } }', {}, stranger);
      expect(data.evidence).toEqual({ totalCount: 0, nodes: [] });
      const asked = await ask(service, 'query ($p: ID!) { evidence(periodId: $p) { totalCount } }', { p: periodId }, stranger);
      expect(asked.data.evidence).toEqual({ totalCount: 0 });
    }
    const { downloadAddress } = await evidenceById(service, VENDOR, id);
    expect((await download(service, downloadAddress.replace(VENDOR.tenant, 'kezhou'))).statusCode).toBe(403);
  });

  test('a subject of another tenant is not found, and nothing is submitted', async () => {
    const foreign = await periodOf(service, by('VENDOR_STAFF', 'kezhou'), 'kezhou-12345', '2025Q1');
    const uploadId = await upload(service, VENDOR, newFile());
    await service.desk!.settled();
    const before = await rowCounts(service);
    for (const link of [{ item: { periodId: foreign, item: 'C4' } }, { findingId: foreign }, { observationId: 'x' }])
      expect(codeOf(await askCommand(service, VENDOR, 'submitEvidence', { uploadId, links: [link] }))).toBe('NOT_FOUND');
    expect(await rowCounts(service)).toEqual(before);
  });

  test('the database refuses to change or delete what was written of evidence', async () => {
    const { id } = await submit(service, VENDOR, newFile(), links());
    expect(readGlobalId(id)!.type).toBe('Evidence');
    for (const table of ['evidence', 'evidence_links', 'evidence_reviews', 'evidence_uploads', 'evidence_verdicts', 'evidence_withdrawals'])
      for (const statement of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
        const scope = service.storage.scopes.open(VENDOR.tenant, 'write');
        await expect(scope.rows(statement, [])).rejects.toThrow(/permission denied/);
        await scope.end('discard');
      }
  });
});
