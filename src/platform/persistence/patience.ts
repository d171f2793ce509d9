/** Nothing holds a connection for ever, nor with it a tenant's turn to write: the server ends what a service has left behind. */
export const PATIENCE = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  // A machine that vanished says no goodbye: whoever waits for its answer asks whether it is there.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
} as const;

/** Writers of a tenant take turns, those without a connection yet among them. */
export const WRITER_PATIENCE = { ...PATIENCE, connectionTimeoutMillis: 30_000 } as const;
