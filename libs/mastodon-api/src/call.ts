/** One call of the API: what the client asked for, who asks, and the node that answers. */

import {
  INSTANCE,
  type AccountRow,
  type Caller,
  type Context,
  type Directory,
  type Gather,
  type MediaRow,
  type Owner,
  type User,
  type View,
} from "@mastic/core";
import { ApiError } from "./error.ts";
import type { Input } from "./input.ts";
import type { Reported } from "./reported.ts";
import type { AccessToken, UploadedFile } from "./request.ts";

/** The node behind the API. */
export interface Api {
  readonly context: Context;
  readonly directory: Directory;
  user(owner: Owner): User;
  /** Resolving in the name of a user, or of the instance for `INSTANCE`. */
  gather(owner: Owner): Gather;
  readonly media: MediaPort;
  /** Where what reports are about is read and deleted; the store of the instance unless this says otherwise. */
  readonly reported?: Reported;
  /** The WebSocket address of the streaming API, such as `wss://mastic.social`. */
  readonly streamingUrl: string;
  /**
   * Whether the caller is the owner of the account, by password, where a token alone does not say so. Left out where
   * every call is signed by its owner. @throws {ApiError} 429 after too many wrong ones
   */
  readonly isOwner?: (caller: Caller, password: string) => Promise<boolean>;
  /** Waits, where an answer is a matter of moments. */
  readonly pause: (millis: number) => Promise<void>;
}

/** Takes uploads in: checks, re-encodes and stores bytes. */
export interface MediaPort {
  /** An attachment without a status yet. @throws {ApiError} 422 when the file cannot be used */
  attach(
    owner: Owner,
    upload: {
      readonly file: UploadedFile;
      readonly thumbnail?: UploadedFile | undefined;
      readonly description: string | null;
      readonly focus: { readonly x: number; readonly y: number } | null;
    },
  ): Promise<MediaRow>;
  /** A profile picture. @returns its blob key */
  picture(kind: "avatar" | "header", file: UploadedFile): Promise<string>;
  readonly limits: {
    readonly mediaTypes: readonly string[];
    readonly imageBytes: number;
    readonly videoBytes: number;
    /** Pixels. */
    readonly imageMatrix: number;
    readonly videoMatrix: number;
  };
}

export interface Viewer {
  readonly owner: Owner;
  readonly caller: Caller;
}

export interface Call {
  readonly api: Api;
  /** The variable parts of the path, such as `id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly input: Input;
  readonly headers: Readonly<Record<string, string>>;
  /** The path without its query, for `Link` headers. */
  readonly path: string;
  readonly token: AccessToken | null;
  /** `null` for nobody signed in. */
  readonly viewer: Viewer | null;
}

/** @throws {ApiError} 401, or 422 for a token without a user */
export function requireViewer(call: Call): Viewer {
  if (call.viewer !== null) return call.viewer;
  if (call.token === null) throw new ApiError(401, "The access token is invalid");
  throw new ApiError(422, "This method requires an authenticated user");
}

/** Reads in the viewer's own view; in the instance's when nobody is signed in. */
export function read<R>(call: Call, reader: (view: View, viewer: Owner) => Promise<R>): Promise<R> {
  const viewer = call.viewer?.owner ?? INSTANCE;
  return call.api.context.store.view(viewer, (view) => reader(view, viewer));
}

export function notFound(): ApiError {
  return new ApiError(404, "Record not found");
}

export type { AccountRow };
