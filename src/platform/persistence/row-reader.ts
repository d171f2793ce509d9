/**
 * The one narrow way in which rows are read: a statement with `$1 …` and its values, plain rows back.
 *
 * Dates come as `YYYY-MM-DD`, JSON parsed; exact numbers and instants are asked for as text, since drivers differ in them. How a
 * statement reaches the database is no concern of those who ask.
 */
export interface RowReader {
  rows<R extends object>(statement: string, values: readonly unknown[]): Promise<R[]>;
}

/** An instant as ISO 8601 text, in a statement. */
export const instant = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
