/**
 * The one narrow way in which rows are read: a statement with `$1 …` and its values, plain rows back.
 *
 * Dates come as `YYYY-MM-DD`, instants as `Date`, exact numbers as text, JSON parsed. How a statement reaches the database
 * is no concern of those who ask.
 */
export interface RowReader {
  rows<R extends object>(statement: string, values: readonly unknown[]): Promise<R[]>;
}
