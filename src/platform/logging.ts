import { destination, type Logger, pino } from 'pino';

export type { Logger };

/**
 * The process's log: a line of JSON for each event, on standard error.
 *
 * What it is given names neither persons nor figures: no subject, no address, no variables, no headers.
 */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }));
