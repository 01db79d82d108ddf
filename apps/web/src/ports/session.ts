/** Who is signed in on this device, and the ways in and out. */

import type { Registration } from "./registration.ts";
import type { Proof, SignInMeansPort } from "./signInMeans.ts";

export interface Session {
  /** Tells sessions apart, and what is kept for each: its last answers. */
  readonly id: string;
}

export interface SessionPort {
  current(): Session | undefined;
  /** @returns how to stop listening */
  subscribe(listener: () => void): () => void;
  /** Leaves this page; whoever comes back goes on at `next`. @throws {SessionError} */
  signIn(next: string): Promise<void>;
  /** Leaves this page. @throws {SessionError} */
  signUp(next: string): Promise<void>;
  /** Finishes a sign-in that came back to `url`. @returns the path to go on at @throws {SessionError} */
  resume(url: URL): Promise<string>;
  /** Ends the session here and at the node; what the node does not hear is ended here all the same. */
  signOut(): Promise<void>;
  /** The node no longer knows the session. */
  expire(): void;
  /** Where people choose their name in the app; undefined where the node has a page for it. */
  readonly registration?: Registration;
  /** How this person signs in; undefined where it is not the node that knows. */
  readonly signInMeans?: SignInMeansPort;
  /**
   * Ends the account for good, and the session; undefined where nobody may.
   * @param proof where the node knows how this person signs in
   * @throws {SessionError} @throws {SignInMeansError}
   */
  deleteAccount?(proof: Proof | undefined): Promise<void>;
  /**
   * Takes the followers to another account; undefined where the API does, whose every call proves who makes it.
   * @param target an address such as `@anna@example.org` @throws {SignInMeansError}
   */
  readonly moveAccount?: (target: string, proof: Proof) => Promise<void>;
}

export type SessionErrorCode =
  /** A browser offers cryptography on https and localhost only. */
  | "insecure_context"
  /** The person, or the node, said no. */
  | "denied"
  /** Not the sign-in that was begun here, or too long ago. */
  | "stale"
  | "offline";

export class SessionError extends Error {
  override readonly name = "SessionError";
  readonly code: SessionErrorCode;

  constructor(code: SessionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
