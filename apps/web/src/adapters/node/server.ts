/** Where a Mastodon-compatible server is, and what this device keeps of it. */

import { OWN_SESSION } from "../sessionKeeper.ts";

/** Endpoints of OAuth (RFC 8414): paths at the app's own server, URLs at others. */
export interface OAuthEndpoints {
  readonly registration: string;
  readonly authorization: string;
  readonly token: string;
  readonly revocation: string;
}

export interface Server {
  /** The app came from it: pages, cookies and the mark of this browser are its. */
  readonly isOwn: boolean;
  /** The origin of the API; empty for that of the page. */
  readonly api: string;
  /** The origin of the streaming API, with a scheme of WebSockets. */
  readonly streaming: () => string;
  readonly oauth: OAuthEndpoints;
  /** Whether it takes a `code_challenge` (RFC 7636) of method S256. */
  readonly takesChallenge: boolean;
  /** What it calls itself in answers of its authorization endpoint (RFC 9207), where its metadata says so. */
  readonly issuer?: string;
  /** Whether every such answer has its name: one without is another server's then. */
  readonly namesIssuer: boolean;
  /** Where it sends the browser back to: no two servers share one. */
  readonly callback: string;
  readonly scopes: string;
  /** Before the ids of its sessions, which tells them from those of all other servers. */
  readonly prefix: string;
  /** What lies where in the browser's storage. */
  readonly keys: { readonly session: string; readonly application: string; readonly signIn: string };
}

/** The server that the app came from (decisions/023). */
export function ownServer(): Server {
  return {
    isOwn: true,
    api: "",
    streaming: () => location.origin.replace(/^http/, "ws"),
    oauth: {
      registration: "/api/v1/apps",
      authorization: "/oauth/authorize",
      token: "/oauth/token",
      revocation: "/oauth/revoke",
    },
    takesChallenge: true,
    issuer: `${location.origin}/`,
    namesIssuer: true,
    callback: `${location.origin}/signed-in`,
    // Those for moderators open nothing to anybody else.
    scopes: "read write follow push profile admin:read admin:write",
    prefix: "",
    // Another number where the scopes are others: an application has those that it was registered with.
    keys: { session: OWN_SESSION, application: "mastic.application.3", signIn: "mastic.signIn" },
  };
}
