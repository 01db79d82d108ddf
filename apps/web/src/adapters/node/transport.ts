/** The transport to a Mastodon-compatible server: fetch with a bearer token, XMLHttpRequest for uploads, a WebSocket for streams. */

import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, Transport } from "../../ports/transport.ts";
import type { Server } from "./server.ts";
import type { NodeSession } from "./session.ts";
import { queryString } from "../query.ts";
import { readAnswer, type RawAnswer } from "../readAnswer.ts";
import { nodeStreams } from "./stream.ts";
import { sendUpload } from "./upload.ts";

export function nodeTransport(session: NodeSession, server: Server): Transport {
  const token = (): string | undefined => session.current()?.token;
  const streams = nodeStreams(token, server.streaming);

  const settle = (answer: RawAnswer, usedToken: string | undefined): ApiAnswer => {
    // A token that was replaced meanwhile says nothing about the one that is in use.
    if (answer.status === 401 && usedToken !== undefined && usedToken === token()) session.expire();
    return readAnswer(answer);
  };

  return {
    async request({ method, path, query, body, idempotencyKey, signal }) {
      const usedToken = token();
      const response = await reach(server.api + path + queryString(query), {
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
      return settle(await sendUpload(server.api, request, usedToken), usedToken);
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
