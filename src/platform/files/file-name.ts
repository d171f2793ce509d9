import { parse } from 'node:path/posix';

/** Longest name, in characters. */
export const FILE_NAME_LENGTH_MAX = 200;

export type FileNameFault = 'NAME_EMPTY' | 'NAME_TOO_LONG' | 'NAME_UNSAFE' | 'NAME_EXTENSIONS';

/** What looks like an extension: so that `minutes.exe.pdf` is one, and `2026.01.15.pdf` and `会议.记录.pdf` are not. */
const LOOKS_LIKE_EXTENSION = /^(?=.*[a-z])[a-z0-9]{1,5}$/i;

/** The extension of a name, in small letters and without its point; empty for none. */
export const extensionOf = (name: string): string => parse(name).ext.slice(1).toLowerCase();

/**
 * What is wrong with a file's name; null for nothing.
 *
 * A name is only ever shown, never a place where something is stored; it may still not look like a path, hide what it is by
 * invisible characters, or bear a second extension.
 */
export function fileNameFault(name: string): FileNameFault | null {
  if (name.trim() === '') return 'NAME_EMPTY';
  if ([...name].length > FILE_NAME_LENGTH_MAX) return 'NAME_TOO_LONG';
  if (/[/\\:*?"<>|\p{C}\p{Zl}\p{Zp}]/u.test(name) || /^[.\s]|[.\s]$/.test(name) || name.includes('..')) return 'NAME_UNSAFE';
  const inner = name.split('.').slice(1, -1);
  return inner.some((part) => LOOKS_LIKE_EXTENSION.test(part.trim())) ? 'NAME_EXTENSIONS' : null;
}

/** The header that makes a browser save a file under its name, whatever the name is made of (RFC 6266, RFC 5987). */
export function attachmentHeader(name: string): string {
  const ascii = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
