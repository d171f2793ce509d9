import { v7 as uuid } from 'uuid';
import { checkFile, clearScratch } from '../../platform/files/check-file.js';
import type { FileKey } from '../../platform/files/object-store.js';
import type { Files } from '../../platform/files/open-files.js';
import type { FileRegister } from '../../platform/files/serve-files.js';
import { nextPartOf } from '../../platform/files/upload-parts.js';
import type { TenantScopes } from '../../platform/persistence/tenant-scope.js';
import { type PlatformPolicy, type Shared, TenantContext } from '../../platform/tenant-context.js';
import type { EvidenceFiles } from './evidence-files.js';
import { CHECK_PERMISSION, recordVerdict } from './record-verdict.use-case.js';
import { findUpload, type UploadRow } from './upload.repository.js';

export interface DeskOptions {
  readonly files: Files;
  readonly scopes: TenantScopes;
  readonly shared: Shared;
  readonly now: () => Date;
  readonly policy: PlatformPolicy;
  /** A file could not be checked, or not cleared away; it is tried again. */
  readonly onError: (error: Error) => void;
}

/** Whoever the trail names for what the process itself does. */
const ITSELF = 'system:file-checks';

/** How often the quarantine is looked through. */
const SWEEP_MS = 60_000;

/** How long after its time an upload is cleared away: whoever submits it at the last moment still gets it. */
const GRACE_MS = 60 * 60 * 1000;

/** How long a stop waits for the file that is being checked. */
const STOP_MS = 5_000;

/**
 * Looks after files between their upload and their verdict: one at a time, so that however many come, the memory stays the same.
 *
 * Nothing of what is to be done is remembered but in the quarantine itself: after a crash, or while a scanner is away, the next sweep
 * finds what is left.
 */
export class EvidenceDesk implements FileRegister, EvidenceFiles {
  readonly store: Files['store'];
  readonly signer: Files['signer'];
  private readonly waiting = new Set<string>();
  private last: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(private readonly options: DeskOptions) {
    this.store = options.files.store;
    this.signer = options.files.signer;
  }

  /** Looks through the quarantine now, and again and again until the stop. */
  start(): void {
    void this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    let patience: NodeJS.Timeout | undefined;
    await Promise.race([this.last, new Promise((resolve) => (patience = setTimeout(resolve, STOP_MS)))]);
    clearTimeout(patience);
  }

  async findUpload(key: FileKey) {
    const upload = await this.read(key);
    return upload && { sizeBytes: upload.sizeBytes, isDecided: upload.outcome !== null };
  }

  async findDownload(key: FileKey) {
    const upload = await this.read(key);
    return upload?.outcome === 'KEPT' ? upload : null;
  }

  onComplete(key: FileKey): void {
    this.lookAt(key);
  }

  lookAt(key: FileKey): void {
    const name = JSON.stringify(key);
    if (this.waiting.has(name) || this.isStopping) return;
    this.waiting.add(name);
    this.last = this.last.then(async () => {
      this.waiting.delete(name);
      if (!this.isStopping) await this.settle(key).catch(this.options.onError);
    });
  }

  /** Looks at everything in quarantine; done when all of it has been looked at. */
  async sweep(): Promise<void> {
    try {
      await clearScratch(this.options.files);
      for await (const key of this.store.listUploads()) this.lookAt(key);
    } catch (error) {
      this.options.onError(error as Error);
    }
    await this.settled();
  }

  /** When everything that has come so far has been looked at. */
  settled(): Promise<void> {
    return this.last;
  }

  /** Does for an upload what its time has come for. */
  private async settle(key: FileKey): Promise<void> {
    const upload = await this.read(key);
    if (!upload) return this.store.removeParts(key);
    const isOver = this.options.now().getTime() > Date.parse(upload.expiresAt) + GRACE_MS;
    if (upload.outcome === null) {
      const isWhole = nextPartOf(upload.sizeBytes, await this.store.listParts(key)) === null;
      if (isWhole && (upload.isSubmitted || !isOver)) return this.check(key, upload);
      if (isOver) await this.store.removeParts(key);
      return;
    }
    // What was never submitted is nobody's evidence: its parts stay until then, to be found by a sweep.
    if (upload.outcome === 'KEPT' && !upload.isSubmitted) {
      if (!isOver) return;
      await this.store.removeKept(key);
    }
    await this.store.removeParts(key);
  }

  private async check(key: FileKey, upload: UploadRow): Promise<void> {
    const verdict = await checkFile(this.options.files, key, upload);
    const { scopes, shared, now, policy } = this.options;
    const actor = { subject: ITSELF, tenantId: key.tenantId, roles: [], permissions: new Set([CHECK_PERMISSION]) };
    const context = new TenantContext(actor, scopes.open(key.tenantId, 'write'), shared, now, uuid(), policy);
    try {
      await recordVerdict(context, { uploadId: key.id, verdict });
      await context.end('keep');
    } catch (error) {
      await context.end('discard');
      throw error;
    }
    if (!verdict.isKept || upload.isSubmitted) await this.store.removeParts(key);
  }

  private async read({ tenantId, id }: FileKey): Promise<UploadRow | null> {
    const scope = this.options.scopes.open(tenantId, 'read');
    try {
      return await findUpload(scope, tenantId, id);
    } finally {
      await scope.end('discard');
    }
  }
}
