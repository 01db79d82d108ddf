/** A request's fields, whatever form its body has: multipart is parsed here, everything else by the API itself. */

import type { IncomingMessage } from "node:http";
import { finished } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { ApiError, readInput, type ApiRequest, type Input, type UploadedFile } from "@mastic/mastodon-api";
import { receive } from "./receive.ts";

/** Of any body but an upload's: bytes. */
export const BODY_BYTES = 1_048_576;

type Head = Pick<ApiRequest, "method" | "url" | "headers">;

/** All of a request but its body. */
export function readHead(c: Context): Head {
  const raw = c.req.raw;
  const url = new URL(raw.url);
  return {
    method: raw.method,
    url: url.pathname + url.search,
    headers: Object.fromEntries(raw.headers.entries()),
  };
}

/**
 * Reads path, headers and body. Whatever can be refused without the body is to be refused before.
 *
 * @param uploadBytes how long a multipart body may be; any other may have {@link BODY_BYTES}
 * @throws {ApiError} 413 as soon as more has arrived, or was announced; 400 for multipart that cannot be read
 */
export async function readRequest(
  c: Context,
  uploadBytes: number = BODY_BYTES,
): Promise<Omit<ApiRequest, "token">> {
  const head = readHead(c);
  if (head.method === "GET" || head.method === "HEAD") return head;
  // Not the web request's body: to give that up half-way is to end the connection, and with it the answer.
  const { incoming } = c.env as HttpBindings;
  const contentType = head.headers["content-type"] ?? "";
  if (contentType.toLowerCase().startsWith("multipart/form-data")) {
    return { ...head, form: await readMultipart(contentType, incoming, uploadBytes) };
  }
  const chunks: Buffer[] = [];
  await receive(incoming, BODY_BYTES, (chunk) => chunks.push(chunk));
  return { ...head, body: Buffer.concat(chunks) };
}

/** Fields and files of one form, at most. */
const FIELDS = 1000;
const FILES = 8;

/** RFC 7578, as a stream: what is too much is refused before it is read whole. */
async function readMultipart(
  contentType: string,
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<(readonly [string, string | UploadedFile])[]> {
  const fields: (readonly [string, string | UploadedFile])[] = [];
  const parser = formParser(contentType);
  parser.on("field", (name, value) => {
    fields.push([name, value]);
  });
  parser.on("file", (name, stream, fileName, _encoding, type) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      fields.push([name, { name: fileName, type, bytes: new Uint8Array(Buffer.concat(chunks)) }]);
    });
  });
  let isBroken = false;
  const parsed = finished(parser).then(
    () => true,
    () => {
      isBroken = true;
      return false;
    },
  );
  await receive(incoming, maxBytes, (chunk) => {
    if (isBroken) throw unreadable();
    parser.write(chunk);
  });
  parser.end();
  if (!(await parsed)) throw unreadable();
  return fields;
}

/** @throws {ApiError} 400 without a boundary */
function formParser(contentType: string): Busboy {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: { fields: FIELDS, files: FILES, fieldSize: BODY_BYTES, headerPairs: 50 },
    });
  } catch {
    throw unreadable();
  }
}

function unreadable(): ApiError {
  return new ApiError(400, "The form cannot be read");
}

/** The fields of query and body. */
export async function readBody(c: Context): Promise<Input> {
  return readInput({ ...(await readRequest(c)), token: null });
}

/**
 * The fields of the body alone: addresses are kept in histories and logs, so that no password or secret is taken from
 * one (RFC 6749 section 2.3.1).
 */
export async function readForm(c: Context): Promise<Input> {
  const request = await readRequest(c);
  return readInput({ ...request, url: c.req.path, token: null });
}
