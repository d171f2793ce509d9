/** Who calls. The tenant comes from here and from nowhere else. */
export interface Actor {
  /** Who it is, as the issuer names them: identity, also where "two persons" are asked for. */
  readonly subject: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<string>;
}
