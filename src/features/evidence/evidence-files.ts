import type { FileKey, ObjectStore } from '../../platform/files/object-store.js';
import type { AddressSigner } from '../../platform/files/signed-address.js';

/** What the use cases and resolvers of evidence need of the files of this process. */
export interface EvidenceFiles {
  readonly store: Pick<ObjectStore, 'listParts'>;
  readonly signer: AddressSigner;
  /** Something may be ready to be checked or to be cleared away. */
  lookAt(key: FileKey): void;
}

/** How long an upload may take, and how long a file may be fetched by one address. */
export const UPLOAD_HOURS = 24;
export const DOWNLOAD_MINUTES = 5;

/** The files of this process; the application provides them. Errors: throws where it has not. */
export function evidenceFiles(): EvidenceFiles {
  throw new Error('this process has no place for files');
}
