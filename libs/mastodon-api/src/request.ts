/** A request to the API and its response, as plain records that any door can make. */

import type { Json, Owner } from "@mastic/core";

export interface ApiRequest {
  readonly method: string;
  /** Path with query, as sent. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON or form text; multipart bodies arrive parsed in `form`. */
  readonly body?: Uint8Array;
  /** The fields of a multipart body in the order sent. */
  readonly form?: readonly (readonly [name: string, value: string | UploadedFile])[];
  /** Whom the access token, or the caller's principal, stands for; `null` for nobody. */
  readonly token: AccessToken | null;
}

/** A file of a multipart body. Its name and type are the client's word, nothing more. */
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface AccessToken {
  readonly scopes: readonly string[];
  /** `null` for a client's own token (client credentials). */
  readonly user: {
    readonly owner: Owner;
    readonly principal: string;
    /** A suspended user can call nothing that needs a user. */
    readonly isSuspended: boolean;
  } | null;
  readonly application: { readonly name: string; readonly website: string | null } | null;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

export function ok(body: Json, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  return { status: 200, headers, body };
}
