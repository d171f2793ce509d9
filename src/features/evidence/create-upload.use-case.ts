import { v7 as uuid } from 'uuid';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { CONTENT_TYPES, type ContentType, typeOfName } from '../../platform/files/content-type.js';
import { FILE_NAME_LENGTH_MAX, type FileNameFault, fileNameFault } from '../../platform/files/file-name.js';
import { FILE_BYTES_MAX } from '../../platform/files/upload-parts.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import type { Party } from '../tenants/party.js';
import { UPLOAD_HOURS } from './evidence-files.js';
import { EvidenceUpload } from './upload.entity.js';
import { countOpenUploads } from './upload.repository.js';

export interface CreateUpload {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly contentType: string;
  readonly description?: string | null | undefined;
}

/** An upload that may begin. */
export interface CreatedUpload {
  readonly id: string;
  readonly sizeBytes: number;
  readonly expiresAt: string;
}

const HOUR_MS = 60 * 60 * 1000;

/** Most uploads of a party that have begun, are not over, and have not been submitted: what they may fill of the storage has an end. */
const OPEN_COUNT_MAX = 200;
const DESCRIPTION_LENGTH_MAX = 2_000;

const NAME_FAULTS = {
  NAME_EMPTY: '须有文件名 / a file needs a name',
  NAME_TOO_LONG: `文件名至多 ${FILE_NAME_LENGTH_MAX} 个字符 / a file’s name has at most ${FILE_NAME_LENGTH_MAX} characters`,
  NAME_UNSAFE: '文件名不得含路径、控制字符或不可见字符 / a file’s name holds no path, and no control or invisible characters',
  NAME_EXTENSIONS: '文件名只能有一个扩展名 / a file’s name has one extension only',
} as const satisfies Record<FileNameFault, string>;

/** For which party somebody uploads: whoever reviews evidence is of the agency. */
export const partyOfSubmitter = (context: TenantContext): Party => (context.may('evidence:review') ? 'AGENCY' : 'VENDOR');

/** Announces a file, whose parts may then be sent for a day. Errors: every problem of what is announced, or that too many are open. */
export const createUpload = defineCommand({
  name: 'createUpload',
  permissions: ['evidence:submit'],
  async run(context, input: CreateUpload): Promise<Result<CreatedUpload, InvalidInput>> {
    const problems = problemsOf(input);
    const party = partyOfSubmitter(context);
    if ((await countOpenUploads(context, party)) >= OPEN_COUNT_MAX)
      problems.push({
        path: 'fileName',
        code: 'TOO_MANY_OPEN',
        message: `本方已有 ${OPEN_COUNT_MAX} 个未完成或未提交的上传，请先提交 / your side has ${OPEN_COUNT_MAX} uploads that are not finished or not submitted: submit them first`,
      });
    if (problems.length > 0) return invalid(problems);
    const { fileName, sizeBytes, sha256, contentType, description } = input;
    const id = uuid();
    const expiresAt = new Date(context.now().getTime() + UPLOAD_HOURS * HOUR_MS).toISOString();
    const em = await context.entities();
    await em.insert(EvidenceUpload, {
      tenantId: context.tenantId,
      id,
      fileName: fileName.normalize('NFC'),
      sizeBytes,
      sha256: sha256.toLowerCase(),
      contentType,
      description: description?.trim() || null,
      party,
      expiresAt,
      ...context.recorded,
    });
    return ok({ id, sizeBytes, expiresAt });
  },
});

function problemsOf({ fileName, sizeBytes, sha256, contentType, description }: CreateUpload): InvalidInput['problems'][number][] {
  const problems: InvalidInput['problems'][number][] = [];
  const add = (path: string, code: string, message: string) => problems.push({ path, code, message });
  const fault = fileNameFault(fileName.normalize('NFC'));
  const type = typeOfName(fileName);
  if (fault) add('fileName', fault, NAME_FAULTS[fault]);
  else if (type === null) add('fileName', 'EXTENSION_NOT_TAKEN', '不接受此扩展名的文件 / files of this extension are not taken');
  if (!CONTENT_TYPES.includes(contentType as ContentType))
    add('contentType', 'TYPE_NOT_TAKEN', `只接受 / only these are taken: ${CONTENT_TYPES.join(', ')}`);
  else if (type !== null && type !== contentType)
    add('contentType', 'TYPE_MISMATCH', '类型与扩展名不符 / the type is not that of the extension');
  if (sizeBytes < 1 || sizeBytes > FILE_BYTES_MAX)
    add('sizeBytes', 'OUT_OF_RANGE', `文件应为 1 至 ${FILE_BYTES_MAX} 字节 / a file has 1 to ${FILE_BYTES_MAX} bytes`);
  if (!/^[0-9a-f]{64}$/i.test(sha256)) add('sha256', 'NOT_A_DIGEST', 'SHA-256 为 64 位十六进制数字 / a SHA-256 has 64 hexadecimal digits');
  if (description && description.length > DESCRIPTION_LENGTH_MAX)
    add(
      'description',
      'TOO_LONG',
      `说明至多 ${DESCRIPTION_LENGTH_MAX} 个字符 / a description has at most ${DESCRIPTION_LENGTH_MAX} characters`,
    );
  return problems;
}
