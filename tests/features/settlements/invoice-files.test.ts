import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TYPES } from '../../support/benign-files.js';
import { answerTo, errorCodeOf, nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import { announced, command, download, upload, VENDOR } from '../../support/uploading.js';

const TENANT = 'invoice-files';

const note = (text: string) => ({ fileName: '发票.txt', contentType: TYPES.txt, content: Buffer.from(text) });

const FILES = `state document { id fileName state downloadAddress } completionDocuments { fileName state downloadAddress }`;

describe.each(DATABASES)('the files of an invoice on %s', (kind) => {
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  let statementId: string;
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, 'shaanxi-12367');
    life = moneyOf(service, TENANT, 'shaanxi-12367');
    statementId = (await life.settle(1)).id;
  });
  afterAll(() => service.stop());

  const submission = (files: object) => life.invoiceInput(statementId, '275600.00', files);

  test('another’s upload is not found, an unfinished one is told, and nothing of the others is taken', async () => {
    const { act, vendorStaff, finance } = life;
    const good = await upload(service, vendorStaff, note('发票'));
    const foreign = await upload(service, VENDOR, note('别家'));
    expect(await errorCodeOf(service, vendorStaff, 'submitInvoice', submission({ uploadId: good, completionUploadIds: [foreign] }))).toBe(
      'NOT_FOUND',
    );
    expect(await errorCodeOf(service, vendorStaff, 'submitInvoice', submission({ uploadId: 'x' }))).toBe('NOT_FOUND');
    const { uploadId: unfinished } = await command(service, vendorStaff, 'createUpload', announced(note('未传')));
    const refused = submission({ uploadId: good, completionUploadIds: [unfinished] });
    expect(await act.tries(vendorStaff, 'submitInvoice', refused)).toEqual(['PARTS_MISSING']);
    expect(await act.tries(vendorStaff, 'submitInvoice', submission({ uploadId: good, completionUploadIds: [good] }))).toEqual([
      'completionUploadIds DUPLICATE',
    ]);
    expect(await act.tries(finance, 'submitInvoice', submission({ uploadId: good }))).toEqual(['uploadId MISPLACED_FIELD']);
    // The good one was not taken by any of these.
    const submitted = await act.does(vendorStaff, 'submitInvoice', submission({ uploadId: good }));
    await act.does(finance, 'rejectInvoice', { invoiceId: submitted.id, reason: '重开' });
    expect(await act.tries(vendorStaff, 'submitInvoice', submission({ uploadId: good }))).toEqual(['ALREADY_SUBMITTED']);
  });

  test('a file that does not pass its checks keeps the invoice from being accepted', async () => {
    const { act, vendorStaff, finance } = life;
    const uploadId = await upload(service, vendorStaff, { fileName: '发票.pdf', contentType: TYPES.pdf, content: Buffer.from('不是PDF') });
    const { id: invoiceId } = await act.does(vendorStaff, 'submitInvoice', submission({ uploadId }));
    await service.desk!.settled();
    expect(await act.tries(finance, 'acceptInvoice', { invoiceId })).toEqual(['FILE_REFUSED']);
    await act.does(finance, 'rejectInvoice', { invoiceId, reason: '文件打不开' });
  });

  test('checked files come with the accepted invoice, for both parties to download', async () => {
    const { act, vendorStaff, finance } = life;
    const uploadId = await upload(service, vendorStaff, note('发票正文'));
    const completionUploadIds = [await upload(service, vendorStaff, note('验收单')), await upload(service, vendorStaff, note('工单统计'))];
    const { id: invoiceId } = await answerTo(service, vendorStaff, 'submitInvoice', submission({ uploadId, completionUploadIds }));
    await service.desk!.settled();
    expect(await act.does(finance, 'acceptInvoice', { invoiceId })).toMatchObject({ state: 'ACCEPTED' });
    for (const caller of [vendorStaff, finance]) {
      const { document, completionDocuments } = await nodeOf(service, caller, 'Invoice', invoiceId, FILES);
      expect(document).toMatchObject({ fileName: '发票.txt', state: 'SUBMITTED' });
      expect(completionDocuments).toHaveLength(2);
      expect((await download(service, document.downloadAddress)).payload).toBe('发票正文');
    }
  });
});
