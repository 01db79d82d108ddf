/** Mastodon: entities/Token. */

export interface TokenEntity {
  readonly access_token: string;
  readonly token_type: "Bearer";
  readonly scope: string;
  /** Seconds since the Unix epoch. */
  readonly created_at: number;
}

/** @param now ms since the Unix epoch */
export function tokenEntity(accessToken: string, scopes: readonly string[], now: number): TokenEntity {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    scope: scopes.join(" "),
    created_at: Math.floor(now / 1000),
  };
}
