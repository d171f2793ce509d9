/** Setting that names the tenant of the current transaction. */
export const TENANT_SETTING = 'app.tenant_id';

/** Role that a transaction which may write assumes. */
export const WRITER_ROLE = 'hotline_app';

/** Role that a transaction which only reads assumes. */
export const READER_ROLE = 'hotline_reader';

// A setting that was once set locally is an empty string afterwards, hence nullif. The sub-select is evaluated once per statement.
const ownTenant = (columns: { tenantId: unknown }) =>
  `${String(columns.tenantId)} = (select nullif(current_setting('${TENANT_SETTING}', true), ''))`;

/** Row-level security for a table that has a tenantId: everybody, its owner too, sees and writes only the tenant of the transaction. */
export const tenantPolicy = (table: string) => ({
  rowLevelSecurity: 'force' as const,
  policies: [{ name: `${table}_tenant`, command: 'all' as const, using: ownTenant, check: ownTenant }],
});
