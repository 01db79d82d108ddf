/** Errors as Mastodon's API answers them, and the one table that maps the domain's codes to them. */

import { CoreError, type CoreErrorCode, type Json } from "@mastic/core";
import type { ApiResponse } from "./request.ts";

/** The HTTP statuses of refusals. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;

/** A refusal as it is answered. */
export type Refusal = ApiResponse & { readonly status: RefusalStatus };

/** Mastodon: entities/Error. `details` lists what is wrong with each field of a form. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: RefusalStatus;
  readonly description: string | undefined;
  readonly details: Readonly<Record<string, readonly ErrorDetail[]>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: RefusalStatus,
    message: string,
    more: {
      description?: string;
      details?: Readonly<Record<string, readonly ErrorDetail[]>>;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.description = more.description;
    this.details = more.details;
    this.headers = more.headers ?? {};
  }
}

export type ErrorDetail = {
  /** Mastodon's `ERR_` code. */
  readonly error: string;
  readonly description: string;
};

function detailsOf(details: Readonly<Record<string, readonly ErrorDetail[]>>): Json {
  return Object.fromEntries(Object.entries(details));
}

const statusOf: Readonly<Partial<Record<CoreErrorCode, RefusalStatus | 500>>> = {
  Unauthorized: 403,
  AnonymousPrincipal: 401,
  Suspended: 403,
  RateLimitExceeded: 429,
  NotFound: 404,
  NotRegistered: 404,
  UnknownLocalUser: 404,
  RequestNotFound: 404,
  Gone: 404,
  Forbidden: 403,
  RemoteUnavailable: 503,
  DeliveryFailed: 503,
  Internal: 500,
  ProcessingFailed: 500,
};

/** The answer to whatever a handler threw; `undefined` for what is a defect and not a refusal. */
export function errorResponse(thrown: unknown): Refusal | undefined {
  if (thrown instanceof ApiError) {
    return {
      status: thrown.status,
      headers: thrown.headers,
      body: {
        error: thrown.message,
        ...(thrown.description === undefined ? {} : { error_description: thrown.description }),
        ...(thrown.details === undefined ? {} : { details: detailsOf(thrown.details) }),
      },
    };
  }
  if (thrown instanceof CoreError) {
    const status = statusOf[thrown.code] ?? 422;
    if (status === 500) return undefined;
    const message =
      status === 404
        ? "Record not found"
        : status === 422
          ? `Validation failed: ${thrown.message}`
          : thrown.message;
    const retryAfter =
      thrown.retryAfterMillis === undefined
        ? {}
        : { "retry-after": Math.ceil(thrown.retryAfterMillis / 1000).toString() };
    const details = status === 422 && thrown.field !== undefined ? { details: fieldError(thrown) } : {};
    return { status, headers: retryAfter, body: { error: message, ...details } };
  }
  return undefined;
}

/** What the domain calls an argument, as the API's forms call it. */
const formFields: Readonly<Record<string, string>> = {
  content: "text",
  bio: "note",
  displayName: "display_name",
  mediaIds: "media_ids",
  spoilerText: "spoiler_text",
};
const formErrors: Readonly<Partial<Record<CoreErrorCode, string>>> = {
  ContentEmpty: "ERR_BLANK",
  ContentTooLong: "ERR_TOO_LONG",
  HandleTaken: "ERR_TAKEN",
};

function fieldError({ code, field = "base", message }: CoreError): Json {
  return {
    [formFields[field] ?? field]: [{ error: formErrors[code] ?? "ERR_INVALID", description: message }],
  };
}
