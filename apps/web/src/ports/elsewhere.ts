/** Other Mastodon-compatible servers: the app signs in to them as any client does (decisions/028). */

export interface ElsewherePort {
  /** The hosts where somebody is signed in on this device. */
  signedIn(): readonly string[];
  /**
   * Finds the server and leaves this page for it.
   * @param address `mastodon.example`, `@user@mastodon.example` or a URL
   * @throws {ElsewhereError}
   * @throws {SessionError} `insecure_context`
   */
  signIn(address: string): Promise<void>;
}

export type ElsewhereErrorCode =
  /** No address of a server, or not one that a browser reaches safely. */
  | "bad_address"
  /** The server that the app came from. */
  | "here"
  /** Nothing came back: no server there, or one that answers no page of another origin. */
  | "unreachable"
  /** It answers, but not as Mastodon 4 and those compatible with it. */
  | "incompatible"
  /** It registers no app of ours. */
  | "refused";

export class ElsewhereError extends Error {
  override readonly name = "ElsewhereError";
  readonly code: ElsewhereErrorCode;
  /** The host that it is about, where one was understood. */
  readonly host: string | undefined;

  constructor(code: ElsewhereErrorCode, message: string, host?: string) {
    super(message);
    this.code = code;
    this.host = host;
  }
}

/** Below this the app shows another server: it is answered with a Content-Security-Policy that lets it be reached. */
const DOOR = "/elsewhere";

/** @returns the path of the page at which one signs in to another server @param host to suggest */
export function doorPath(host?: string): string {
  return host === undefined ? DOOR : `${DOOR}?server=${encodeURIComponent(host)}`;
}

/** @returns what stands before all paths of the app at another server; empty at its own */
export function basePath(guestAt: string | undefined): string {
  return guestAt === undefined ? "" : `${DOOR}/${guestAt}`;
}

/** @returns the host of the server that a path of the app is about; undefined for its own */
export function guestHost(pathname: string): string | undefined {
  return /^\/elsewhere\/([^/]+)/.exec(pathname)?.[1]?.toLowerCase();
}
