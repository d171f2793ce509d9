import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Raised where another process works on the same data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Takes a data folder for this process alone; gives the function that frees it.
 *
 * Two processes on one folder of the embedded database lose each other's writes. The lock is one of the operating system, taken by
 * an SQLite file beside the folder: it ends with the process, however that ends, so that no stale lock can keep anyone out.
 *
 * Errors: `FolderInUseError` where another holder has it.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(path);
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (!/locked/.test((error as Error).message)) throw error;
    throw new FolderInUseError(
      `数据目录 ${folder} 正被另一进程使用 / the data folder ${folder} is in use by another process: stop that one, or name another folder with HOTLINE_DATA`,
    );
  }
  return () => lock.close();
}
