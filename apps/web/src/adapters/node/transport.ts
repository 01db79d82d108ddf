/** The transport to a Node server: fetch with a bearer token, XMLHttpRequest for uploads, a WebSocket for streams. */

import * as z from "zod/mini";
import { ApiError, codeOfStatus } from "../../ports/apiError.ts";
import type { ApiAnswer, Transport } from "../../ports/transport.ts";
import type { NodeSession } from "./session.ts";
import { queryString } from "./query.ts";
import { nodeStreams } from "./stream.ts";
import { sendUpload, type RawAnswer } from "./upload.ts";

const refusal = z.object({ error: z.string() });

export function nodeTransport(session: NodeSession): Transport {
  const token = (): string | undefined => session.current()?.token;
  const streams = nodeStreams(token);

  const settle = ({ status, text, link }: RawAnswer, usedToken: string | undefined): ApiAnswer => {
    const body = parseBody(text, status);
    if (status >= 200 && status < 300) return { status, body, link: link ?? undefined };
    // A token that was replaced meanwhile says nothing about the one that is in use.
    if (status === 401 && usedToken !== undefined && usedToken === token()) session.expire();
    const said = refusal.safeParse(body);
    throw new ApiError(codeOfStatus(status), said.success ? said.data.error : `HTTP ${status}`, status);
  };

  return {
    async request({ method, path, query, body, idempotencyKey, signal }) {
      const usedToken = token();
      const response = await reach(path + queryString(query), {
        method,
        headers: {
          accept: "application/json",
          ...(usedToken === undefined ? {} : { authorization: `Bearer ${usedToken}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      const raw = {
        status: response.status,
        text: await response.text(),
        link: response.headers.get("link"),
      };
      return settle(raw, usedToken);
    },
    async upload(request) {
      const usedToken = token();
      return settle(await sendUpload(request, usedToken), usedToken);
    },
    stream: (name, listener) => streams.listen(name, listener),
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError("offline", "The server cannot be reached.");
  }
}

function parseBody(text: string, status: number): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(status < 400 ? "unexpected" : codeOfStatus(status), `HTTP ${status}`, status);
  }
}
