/** Puts what was found into the order of what was asked; null for what was not found. */
export function inOrderOf<R>(keys: readonly string[], rows: readonly R[], keyOf: (row: R) => string): (R | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The rows of each parent, in the order in which they came. */
export function groupsOf<R>(parents: readonly string[], rows: readonly R[], parentOf: (row: R) => string): R[][] {
  const groups = Map.groupBy(rows, parentOf);
  return parents.map((parent) => groups.get(parent) ?? []);
}
