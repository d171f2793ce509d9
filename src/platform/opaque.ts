/** What clients hold without reading it, such as a global id or a cursor: text parts, as base64url of JSON. */
export const writeOpaque = (parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of an opaque text; null for one that was not written here. */
export function readOpaque(text: string): readonly string[] | null {
  if (!/^[\w-]{1,2000}$/.test(text)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}
