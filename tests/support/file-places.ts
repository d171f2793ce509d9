import type { FilesConfig } from '../../src/platform/files/open-files.js';
import { startS3Server } from './s3-server.js';

interface FilePlace {
  readonly config: Partial<FilesConfig>;
  stop(): Promise<void>;
}

/** Where a service of a test keeps its files: in its own folder, or in a bucket. */
export const FILE_PLACES: Readonly<Record<string, () => Promise<FilePlace>>> = {
  disk: async () => ({ config: {}, stop: async () => {} }),
  s3: async () => {
    const { location, stop } = await startS3Server();
    return { config: { location }, stop };
  },
};
