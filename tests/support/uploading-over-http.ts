import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PART_BYTES } from '../../src/platform/files/upload-parts.js';
import type { TestFile } from './benign-files.js';
import { partAddress, partOf } from './uploading.js';

/** A service that listens, and who asks it. */
export interface Remote {
  readonly origin: string;
  readonly token: string;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
type Loose = any;

/** Asks a service that listens. Errors: throws where it answers with errors. */
export async function askRemote({ origin, token }: Remote, query: string, variables: object = {}): Promise<Loose> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Loose; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export async function createRemoteUpload(remote: Remote, { fileName, contentType, content }: TestFile) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { createUpload } = await askRemote(
    remote,
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { ... on UploadCreated { uploadId address partCount } ... on InvalidInputError { problems { path code } } } }',
    { input: { fileName, contentType, sizeBytes: content.length, sha256 } },
  );
  return createUpload as { readonly uploadId: string; readonly address: string; readonly partCount: number };
}

/** The part that comes next, as the service says. */
export const nextPartAt = async (origin: string, address: string): Promise<number | null> =>
  ((await (await fetch(origin + address)).json()) as { nextPart: number | null }).nextPart;

/** Sends a part whole; gives the one that comes next. */
export async function putRemotePart(origin: string, address: string, content: Buffer, part: number): Promise<number | null> {
  const body = new Uint8Array(partOf(content, part));
  const response = await fetch(origin + partAddress(address, part), { method: 'PUT', body });
  if (response.status !== 200) throw new Error(`part ${part}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { nextPart: number | null }).nextPart;
}

/** Sends only the beginning of a part, and leaves the connection open; gives the function that cuts it. */
export async function beginRemotePart(origin: string, address: string, content: Buffer, part: number, share = 0.6): Promise<() => void> {
  const { hostname, port } = new URL(origin);
  const bytes = partOf(content, part);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`PUT ${partAddress(address, part)} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${bytes.length}\r\n\r\n`);
  const sent = new Promise<void>((resolve) => socket.write(bytes.subarray(0, Math.floor(bytes.length * share)), () => resolve()));
  await Promise.race([sent, once(socket, 'close')]);
  return () => socket.resetAndDestroy();
}

/** Submits an upload for an item of the tenant's latest period, and waits until its checks are over. */
export async function submitRemote(remote: Remote, uploadId: string): Promise<Loose> {
  const { assessmentPeriods } = await askRemote(
    remote,
    '{ assessmentPeriods(first: 1) { nodes { id contract { rubric { sections { items { code } } } } } } }',
  );
  const [period] = assessmentPeriods.nodes;
  const item = period.contract.rubric.sections[0].items[0].code;
  const links = [{ item: { periodId: period.id, item } }];
  const { submitEvidence } = await askRemote(
    remote,
    'mutation ($input: SubmitEvidenceInput!) { submitEvidence(input: $input) { __typename ... on Evidence { id } ... on EvidenceNotSubmittableError { obstacles } } }',
    { input: { uploadId, links } },
  );
  for (let time = 0; time < 300; time++) {
    const { node } = await askRemote(
      remote,
      'query ($id: ID!) { node(id: $id) { ... on Evidence { state fault sha256 downloadAddress } } }',
      {
        id: submitEvidence.id,
      },
    );
    if (node.state !== 'QUARANTINED') return node;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('its checks do not end');
}

/** The SHA-256 of what an address gives, read as it comes. */
export async function digestAt(origin: string, address: string): Promise<string> {
  const response = await fetch(origin + address);
  const hash = createHash('sha256');
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

/** A size of three parts, the last of them short. */
export const THREE_PARTS_BYTES = 2 * PART_BYTES + 700_000;
