/** What came back of a request of Mastodon's API, however it was carried. */

import * as z from "zod/mini";
import { ApiError, codeOfStatus } from "../ports/apiError.ts";
import type { ApiAnswer } from "../ports/transport.ts";

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly link: string | null;
}

const refusal = z.object({ error: z.string() });

/** @throws {ApiError} for an answer that is no success, or no JSON */
export function readAnswer({ status, text, link }: RawAnswer): ApiAnswer {
  const body = parseBody(text, status);
  if (status >= 200 && status < 300) return { status, body, link: link ?? undefined };
  const said = refusal.safeParse(body);
  throw new ApiError(codeOfStatus(status), said.success ? said.data.error : `HTTP ${status}`, status);
}

function parseBody(text: string, status: number): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(status < 400 ? "unexpected" : codeOfStatus(status), `HTTP ${status}`, status);
  }
}
