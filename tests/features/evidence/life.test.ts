import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benignFiles, type TestFile, TYPES } from '../../support/benign-files.js';
import { run } from '../../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';
import { announced, askCommand, command, download, evidenceById, periodOf, submit, upload, VENDOR } from '../../support/uploading.js';

const ASSESSOR: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };
const MANAGER: Caller = { tenant: 'qinghe-12345', role: 'VENDOR_MANAGER' };

const note = (text: string): TestFile => ({ fileName: '说明.txt', contentType: TYPES.txt, content: Buffer.from(text) });

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await periodOf(service);
  });
  afterAll(() => service.stop());

  const aboutItem = () => [{ item: { periodId, item: 'C4' } }];

  test('what the vendor uploads is checked, kept, reviewed by the agency and downloaded by both', async () => {
    const [file] = await benignFiles();
    const evidence = await submit(service, VENDOR, file!, aboutItem());
    expect(evidence).toMatchObject({
      state: 'SUBMITTED',
      party: 'VENDOR',
      ...announced(file!),
      fault: null,
      isScanned: false,
      links: [{ subject: 'ITEM', item: 'C4', period: { code: '2026H1' }, finding: null, observation: null }],
    });
    const accepted = await command(service, ASSESSOR, 'reviewEvidence', { evidenceId: evidence.id, outcome: 'ACCEPTED' });
    expect(accepted).toMatchObject({ state: 'ACCEPTED', reviewOutcome: 'ACCEPTED', reviewReason: null });
    for (const caller of [VENDOR, MANAGER, ASSESSOR]) {
      const { downloadAddress } = await evidenceById(service, caller, evidence.id);
      const response = await download(service, downloadAddress);
      expect(response.statusCode).toBe(200);
      expect(response.rawPayload.equals(file!.content)).toBe(true);
    }
  });

  test('a download is an attachment that nothing shows, runs or keeps', async () => {
    const evidence = await submit(service, VENDOR, note('一'), aboutItem());
    const { headers } = await download(service, evidence.downloadAddress);
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '3',
      'content-disposition': `attachment; filename="__.txt"; filename*=UTF-8''${encodeURIComponent('说明')}.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  test('evidence is returned with a reason, accepted after all, and withdrawn; nothing is deleted', async () => {
    const { id } = await submit(service, VENDOR, note('二'), aboutItem());
    const review = (outcome: string, reason?: string) => command(service, ASSESSOR, 'reviewEvidence', { evidenceId: id, outcome, reason });
    expect((await review('RETURNED')).problems).toEqual([{ path: 'reason', code: 'REASON_REQUIRED' }]);
    expect(await review('RETURNED', '看不清')).toMatchObject({ state: 'RETURNED', reviewReason: '看不清' });
    expect((await review('RETURNED', '看不清')).obstacles).toEqual(['SAME_OUTCOME']);
    expect(await review('ACCEPTED')).toMatchObject({ state: 'ACCEPTED' });
    const withdraw = (caller: Caller, reason: string) => command(service, caller, 'withdrawEvidence', { evidenceId: id, reason });
    expect((await withdraw(ASSESSOR, '撤')).obstacles).toEqual(['OF_OTHER_PARTY']);
    expect((await withdraw(VENDOR, ' ')).problems).toEqual([{ path: 'reason', code: 'REASON_REQUIRED' }]);
    expect(await withdraw(MANAGER, '传错了')).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: '传错了', reviewOutcome: 'ACCEPTED' });
    expect((await withdraw(VENDOR, '再撤')).obstacles).toEqual(['ALREADY_WITHDRAWN']);
    expect((await review('RETURNED', '晚了')).obstacles).toEqual(['WITHDRAWN']);
    const { downloadAddress } = await evidenceById(service, ASSESSOR, id);
    expect((await download(service, downloadAddress)).payload).toBe('二');
  });

  test('nobody reviews what they submitted themselves', async () => {
    const { id } = await submit(service, ASSESSOR, note('三'), aboutItem());
    const own = await command(service, ASSESSOR, 'reviewEvidence', { evidenceId: id, outcome: 'ACCEPTED' });
    expect(own.obstacles).toEqual(['SUBMITTED_BY_YOURSELF']);
  });

  test('evidence is about deliverables, notices and checks too, and each party sees it with what it sees', async () => {
    const done = async (name: string, input: object, caller: Caller) => {
      const { data, errors } = await run(service, name, input, caller);
      if (errors) throw new Error(JSON.stringify(errors));
      // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its sample asked for
      return Object.values(data)[0] as any;
    };
    const contract = 'qinghe-12345';
    const report = { contract, obligation: 'monthly_report', occurrence: '2026-01', description: '一月月报' };
    const { id: deliverableId } = await done('submit-deliverable', report, VENDOR);
    const dispute = { contract, kind: 'DISPUTE', subject: '坐席数', text: '请协商', occurredOn: '2026-01-05', clauses: [] };
    const { id: noticeId } = await done('issue-notice', dispute, ASSESSOR);
    const drawn = {
      periodId,
      check: 'call_check',
      drawnOn: '2026-01-05',
      method: '随机',
      pieces: [{ reference: '通话', result: 'PASSED' }],
    };
    const { id: hiddenId } = await done('record-check', drawn, ASSESSOR);
    const { id: checkId } = await done('record-check', { ...drawn, notify: true }, ASSESSOR);

    const links = [{ deliverableId }, { noticeId }, { checkId }];
    const delivered = await submit(service, VENDOR, note('月报正文'), links);
    const nothing = { period: null, finding: null, observation: null };
    expect(delivered.links).toMatchObject([
      { ...nothing, subject: 'DELIVERABLE', deliverable: { id: deliverableId }, notice: null, check: null },
      { ...nothing, subject: 'NOTICE', deliverable: null, notice: { id: noticeId }, check: null },
      { subject: 'CHECK', period: { code: '2026H1' }, deliverable: null, notice: null, check: { id: checkId } },
    ]);
    const ofAgency = await submit(service, ASSESSOR, note('协商函附件'), [{ noticeId }]);
    const ofHidden = await submit(service, ASSESSOR, note('录音清单'), [{ checkId: hiddenId }]);
    const QUERY = `query ($d: ID!, $n: ID!, $c: ID!, $h: ID!) {
      deliverable: node(id: $d) { ... on Deliverable { evidence { totalCount nodes { id } } } }
      notice: node(id: $n) { ... on Notice { evidenceFiles { totalCount nodes { id } } } }
      check: node(id: $c) { ... on Check { evidence { totalCount nodes { id } } } }
      hidden: node(id: $h) { ... on Check { evidence { totalCount nodes { id } } } } }`;
    const variables = { d: deliverableId, n: noticeId, c: checkId, h: hiddenId };
    const seenBy = async (caller: Caller) => (await ask(service, QUERY, variables, caller)).data;
    const one = { totalCount: 1, nodes: [{ id: delivered.id }] };
    const seen = {
      deliverable: { evidence: one },
      notice: { evidenceFiles: { totalCount: 2, nodes: [{ id: ofAgency.id }, { id: delivered.id }] } },
      check: { evidence: one },
    };
    expect(await seenBy(ASSESSOR)).toEqual({ ...seen, hidden: { evidence: { totalCount: 1, nodes: [{ id: ofHidden.id }] } } });
    // What is about a check that the vendor was not told of is not the vendor's to see, and it brings nothing forward about it.
    expect(await seenBy(VENDOR)).toEqual({ ...seen, hidden: null });
    expect(await evidenceById(service, VENDOR, ofHidden.id)).toBeNull();
    expect((await evidenceById(service, VENDOR, ofAgency.id)).state).toBe('SUBMITTED');
    const uploadId = await upload(service, VENDOR, note('猜的'));
    const { errors } = await askCommand(service, VENDOR, 'submitEvidence', { uploadId, links: [{ checkId: hiddenId }] });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');

    const review = { evidenceId: delivered.id, outcome: 'RETURNED', reason: '缺附表' };
    expect(await command(service, ASSESSOR, 'reviewEvidence', review)).toMatchObject({ state: 'RETURNED', reviewReason: '缺附表' });
    const withdrawn = await command(service, VENDOR, 'withdrawEvidence', { evidenceId: delivered.id, reason: '重新上传' });
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN' });
    expect((await seenBy(ASSESSOR)).deliverable.evidence.totalCount).toBe(1);
  });

  test('evidence is about items, findings and figures, and listed with each', async () => {
    const findings = [{ item: 'B3', kind: 'slow_order', occurredOn: '2026-01-12', elapsedHours: '14' }];
    const observations = [{ metric: 'ordersSent', value: 7, source: 'AGENCY' }];
    const { data } = await ask(
      service,
      `mutation ($f: RecordFindingsInput!, $o: RecordObservationsInput!) {
        recordFindings(input: $f) { ... on RecordedFindings { findings { id } } ... on InvalidInputError { problems { path code message } } }
        recordObservations(input: $o) { ... on RecordedObservations { observations { id } } ... on InvalidInputError { problems { path code message } } } }`,
      { f: { periodId, findings }, o: { periodId, observations } },
      ASSESSOR,
    );
    const findingId = data.recordFindings.findings[0].id;
    const observationId = data.recordObservations.observations[0].id;
    const { id, links } = await submit(service, ASSESSOR, note('四'), [{ findingId }, { observationId }]);
    expect(links).toMatchObject([
      { subject: 'FINDING', finding: { reference: expect.any(String) }, observation: null },
      { subject: 'OBSERVATION', finding: null, observation: { metric: 'ordersSent' } },
    ]);
    const QUERY = `query ($p: ID!, $f: ID!, $o: ID!) {
      period: node(id: $p) { ... on AssessmentPeriod { evidence(first: 1) { nodes { id } } } }
      finding: node(id: $f) { ... on Finding { evidenceFiles { totalCount nodes { id } } } }
      observation: node(id: $o) { ... on Observation { evidence { totalCount nodes { id } } } }
      evidence(state: SUBMITTED, periodId: $p, first: 1) { nodes { id } } }`;
    const variables = { p: periodId, f: findingId, o: observationId };
    const one = { totalCount: 1, nodes: [{ id }] };
    expect((await ask(service, QUERY, variables, ASSESSOR)).data).toEqual({
      period: { evidence: { nodes: [{ id }] } },
      finding: { evidenceFiles: one },
      observation: { evidence: one },
      evidence: { nodes: [{ id }] },
    });
    // The vendor was not told of the finding, and sees neither it nor what is about it.
    expect(await evidenceById(service, VENDOR, id)).toBeNull();
    expect((await ask(service, QUERY, variables, VENDOR)).data).toMatchObject({ finding: null, observation: null });
  });

  test('what the agency adds about an item the vendor sees once the period is published, and its own at once', async () => {
    const agency = await submit(service, ASSESSOR, note('五'), aboutItem());
    const vendor = await submit(service, VENDOR, note('六'), aboutItem());
    expect(await evidenceById(service, VENDOR, agency.id)).toBeNull();
    expect(await evidenceById(service, MANAGER, vendor.id)).toMatchObject({ id: vendor.id });
    expect(await evidenceById(service, ASSESSOR, vendor.id)).toMatchObject({ id: vendor.id });
  });

  test('an upload is submitted once, whole, by its own party, with what it is about', async () => {
    const file = note('七');
    const created = await command(service, VENDOR, 'createUpload', announced(file));
    const early = await command(service, VENDOR, 'submitEvidence', { uploadId: created.uploadId, links: aboutItem() });
    expect(early.obstacles).toEqual(['PARTS_MISSING']);
    const uploadId = await upload(service, VENDOR, file);
    const tries = (links: readonly object[]) => command(service, VENDOR, 'submitEvidence', { uploadId, links });
    expect((await tries([])).problems).toEqual([{ path: 'links', code: 'EMPTY' }]);
    expect((await tries([{}, ...aboutItem(), ...aboutItem()])).problems).toEqual([
      { path: 'links[0]', code: 'ONE_SUBJECT' },
      { path: 'links[2]', code: 'DUPLICATE' },
    ]);
    expect((await tries([{ item: { periodId, item: 'Z9' } }])).problems).toEqual([{ path: 'links[0].item.item', code: 'UNKNOWN_ITEM' }]);
    await expect(command(service, ASSESSOR, 'submitEvidence', { uploadId, links: aboutItem() })).rejects.toThrow('NOT_FOUND');
    expect(await tries(aboutItem())).toMatchObject({ __typename: 'Evidence' });
    expect((await tries(aboutItem())).obstacles).toEqual(['ALREADY_SUBMITTED']);
  });

  test('the same key gives the same upload and the same evidence', async () => {
    const input = { ...announced(note('八')), idempotencyKey: 'upload-8' };
    const first = await command(service, VENDOR, 'createUpload', input);
    expect(await command(service, VENDOR, 'createUpload', input)).toEqual(first);
  });

  test('everything leaves its entry in the trail, the checks under the process’s own name', async () => {
    const { data } = await ask(
      service,
      '{ auditTrail(last: 100) { nodes { actor operation tableName } } }',
      {},
      { tenant: 'qinghe-12345', role: 'AUDITOR' },
    );
    const found = new Set(data.auditTrail.nodes.map(({ operation, tableName }: Record<string, string>) => `${operation} ${tableName}`));
    for (const entry of [
      'createUpload evidence_uploads',
      'checkEvidence evidence_verdicts',
      'submitEvidence evidence',
      'submitEvidence evidence_links',
      'reviewEvidence evidence_reviews',
      'withdrawEvidence evidence_withdrawals',
    ])
      expect(found).toContain(entry);
  });
});
