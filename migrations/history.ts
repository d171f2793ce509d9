/** What a table of history needs beside its columns: privileges to read and append, and its part in the audit trail. */

const TRANSITIONS = {
  insert: 'referencing new table as new_rows',
  update: 'referencing old table as old_rows new table as new_rows',
  delete: 'referencing old table as old_rows',
} as const;

/**
 * Statements that put a table into the audit trail. `hashed` is a column too large to be said twice: the trail bears the SHA-256 of
 * its text.
 */
export const audited = (table: string, hashed?: string): string[] =>
  Object.entries(TRANSITIONS).map(
    ([event, transition]) =>
      `create trigger audit_${event} after ${event} on ${table} ${transition} for each statement execute function audit_${event}(${hashed ? `'${hashed}'` : ''});`,
  );

/** Statements that take a table out of the audit trail. */
export const unaudited = (table: string): string[] => Object.keys(TRANSITIONS).map((event) => `drop trigger audit_${event} on ${table};`);

/** Statements that let the service read some tables and append to them; changing and deleting stays the owner's alone. */
export const appendable = (tables: readonly string[]): string[] => [
  `grant select on ${tables.join(', ')} to hotline_app, hotline_reader;`,
  `grant insert on ${tables.join(', ')} to hotline_app;`,
];
