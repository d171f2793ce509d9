/** Largest file: 50 MB. */
export const FILE_BYTES_MAX = 52_428_800;

/** Size of every part but the last; S3 takes none below 5 MiB but the last. */
export const PART_BYTES = 5 * 1024 * 1024;

export const partCountOf = (sizeBytes: number): number => Math.ceil(sizeBytes / PART_BYTES);

/** How many bytes a part of a file has, from 1; 0 for a part that it has not. */
export function partBytesOf(sizeBytes: number, part: number): number {
  if (part < 1 || part > partCountOf(sizeBytes)) return 0;
  return Math.min(PART_BYTES, sizeBytes - (part - 1) * PART_BYTES);
}

/** The part to send next, from 1; null where all are there. A part counts only behind all earlier ones, and only whole. */
export function nextPartOf(sizeBytes: number, stored: readonly { readonly number: number; readonly sizeBytes: number }[]): number | null {
  const sizes = new Map(stored.map((part) => [part.number, part.sizeBytes]));
  const count = partCountOf(sizeBytes);
  for (let part = 1; part <= count; part++) if (sizes.get(part) !== partBytesOf(sizeBytes, part)) return part;
  return null;
}
