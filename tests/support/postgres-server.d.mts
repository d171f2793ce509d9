/** Settings of a server that writes to the disk before it answers. */
export declare const DURABLE: Readonly<Record<string, string>>;

export interface PostgresServer {
  /** URL of the administrator, once it was started. */
  readonly url: () => string;
  readonly start: () => Promise<void>;
  readonly kill: (signal: 'SIGKILL' | 'SIGQUIT' | 'SIGINT') => Promise<void>;
  readonly remove: () => Promise<void>;
}

export declare function findPostgres(): string | null;
export declare function createPostgres(programs: string, durability?: Readonly<Record<string, string>>): PostgresServer;
export declare function startPostgres(programs: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
export declare function provision(programs: string, url: string): void;
export declare function urlOf(url: string, login: string, database: string): string;
