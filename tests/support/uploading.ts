import { createHash } from 'node:crypto';
import { nextPartOf, PART_BYTES } from '../../src/platform/files/upload-parts.js';
import type { TestFile } from './benign-files.js';
import { ask, type Caller, type Service } from './service.js';

export const VENDOR: Caller = { tenant: 'qinghe-12345', role: 'VENDOR_STAFF' };

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const EVIDENCE = `... on Evidence { id fileName sizeBytes sha256 contentType party state fault faultDetail isScanned reviewOutcome reviewReason
  withdrawalReason recordedBy downloadAddress links { subject item period { code } finding { reference } observation { metric }
  deliverable { id } notice { id } check { id } } }`;
const INVALID = '... on InvalidInputError { problems { path code } }';

/** What each command of evidence is asked to answer. */
const ANSWERS = {
  createUpload: '... on UploadCreated { uploadId address partSizeBytes partCount expiresAt }',
  submitEvidence: `${EVIDENCE} ... on EvidenceNotSubmittableError { obstacles }`,
  reviewEvidence: `${EVIDENCE} ... on EvidenceNotReviewableError { obstacles }`,
  withdrawEvidence: `${EVIDENCE} ... on EvidenceNotWithdrawableError { obstacles }`,
} as const;

export type EvidenceCommand = keyof typeof ANSWERS;

/** Asks for a command of evidence, with everything that it may answer. */
export function askCommand(service: Service, caller: Caller | null, name: EvidenceCommand, input: object) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return ask(
    service,
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${ANSWERS[name]} ${INVALID} } }`,
    { input },
    caller,
  );
}

/** What a command of evidence is answered with. Errors: throws where it is a GraphQL error. */
export async function command(service: Service, caller: Caller, name: EvidenceCommand, input: object): Promise<Loose> {
  const { data, errors } = await askCommand(service, caller, name, input);
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}

export const announced = ({ fileName, contentType, content }: TestFile) => ({
  fileName,
  contentType,
  sizeBytes: content.length,
  sha256: sha256(content),
});

/** The bytes of a part, from 1. */
export const partOf = (content: Buffer, part: number): Buffer => content.subarray((part - 1) * PART_BYTES, part * PART_BYTES);

/** Where a part is put. */
export const partAddress = (address: string, part: number): string => address.replace('?', `/parts/${part}?`);

export const putPart = (service: Service, address: string, part: number, payload: Buffer) =>
  service.server.inject({
    method: 'PUT',
    url: partAddress(address, part),
    headers: { 'content-type': 'application/octet-stream' },
    payload,
  });

/** Sends every part of a file. */
export async function sendParts(service: Service, address: string, content: Buffer): Promise<void> {
  for (let part = nextPartOf(content.length, []); part !== null; ) {
    const response = await putPart(service, address, part, partOf(content, part));
    if (response.statusCode !== 200) throw new Error(`part ${part}: ${response.statusCode} ${response.body}`);
    part = response.json().nextPart;
  }
}

/** Uploads a whole file; gives the id of the upload. */
export async function upload(service: Service, caller: Caller, file: TestFile): Promise<string> {
  const created = await command(service, caller, 'createUpload', announced(file));
  if (created.__typename !== 'UploadCreated') throw new Error(JSON.stringify(created));
  await sendParts(service, created.address, file.content);
  return created.uploadId;
}

/** The global id of a period. */
export async function periodOf(service: Service, caller: Caller = VENDOR, contract = 'qinghe-12345', period = '2026H1'): Promise<string> {
  const { data } = await ask(
    service,
    'query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id } }',
    { c: contract, p: period },
    caller,
  );
  return data.assessmentPeriod.id;
}

/** Evidence as somebody sees it; null for what they do not. */
export async function evidenceById(service: Service, caller: Caller, id: string): Promise<Loose> {
  const { data, errors } = await ask(service, `query ($id: ID!) { node(id: $id) { ${EVIDENCE} } }`, { id }, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node;
}

/** Uploads a file, submits it for an item, and waits until its checks are over; gives the evidence as its submitter sees it. */
export async function submit(service: Service, caller: Caller, file: TestFile, links: readonly object[]): Promise<Loose> {
  const uploadId = await upload(service, caller, file);
  const evidence = await command(service, caller, 'submitEvidence', { uploadId, links });
  if (evidence.__typename !== 'Evidence') throw new Error(JSON.stringify(evidence));
  await service.desk!.settled();
  return evidenceById(service, caller, evidence.id);
}

export const download = (service: Service, address: string, headers: Readonly<Record<string, string>> = {}) =>
  service.server.inject({ method: 'GET', url: address, headers });
