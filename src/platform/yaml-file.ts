import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

/** What a YAML file says, and what is wrong with how it says it. */
export function readYaml(path: string): { data: unknown; faults: string[] } {
  const document = parseDocument(readFileSync(path, 'utf8'));
  const faults = document.errors.map(({ message }) => message.split('\n')[0]!);
  try {
    return { data: document.toJS(), faults };
  } catch (error) {
    // Aliases that would unfold without end.
    return { data: null, faults: [...faults, (error as Error).message] };
  }
}
