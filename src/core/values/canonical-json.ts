/** What can be written as JSON here: numbers only as whole ones, since every exact figure travels as text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON in the one form of RFC 8785: members sorted by name (UTF-16 units), no white space, undefined members left out.
 * JavaScript's own writing of strings and whole numbers is the one that the RFC asks for.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let written = '';
  if (isList(value)) {
    for (const member of value) written += `${written && ','}${canonicalJson(member)}`;
    return `[${written}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) written += `${written && ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${written}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
