/** Reads multipart/form-data (RFC 7578), as browsers send uploads. */

import type { UploadedFile } from "@mastic/mastodon-api";

type Field = readonly [name: string, value: string | UploadedFile];

const FIELDS = 100;
const HEADER = 4_096;

/** @returns the fields in their order; `undefined` for a body of another type, or one that is not formed so */
export function parseMultipart(contentType: string | undefined, body: Uint8Array): Field[] | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return undefined;
  const mark = new TextEncoder().encode(`--${boundary}`);
  const fields: Field[] = [];
  let start = find(body, mark, 0);
  while (start >= 0 && fields.length < FIELDS) {
    start += mark.length;
    // `--` ends the body, a line break a delimiter.
    if (body[start] !== CR || body[start + 1] !== LF) break;
    const end = find(body, mark, start);
    if (end < 0) return undefined;
    const field = readPart(body.subarray(start + 2, end - 2));
    if (field === undefined) return undefined;
    fields.push(field);
    start = end;
  }
  return fields;
}

const CR = 13;
const LF = 10;

function boundaryOf(contentType: string | undefined): string | undefined {
  if (contentType?.toLowerCase().startsWith("multipart/form-data") !== true) return undefined;
  return /;\s*boundary="?([^";\s]{1,70})/i.exec(contentType)?.[1];
}

function readPart(part: Uint8Array): Field | undefined {
  const blank = find(part.subarray(0, HEADER), Uint8Array.of(CR, LF, CR, LF), 0);
  if (blank < 0) return undefined;
  const head = new TextDecoder().decode(part.subarray(0, blank));
  const name = /name="([^"\r\n]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const bytes = part.slice(blank + 4);
  const fileName = /filename="([^"\r\n]*)"/i.exec(head)?.[1];
  if (fileName === undefined) return [name, new TextDecoder().decode(bytes)];
  const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? "application/octet-stream";
  return [name, { name: fileName, type, bytes }];
}

/** Where `wanted` next is: native `indexOf` steps from one first byte to the next. */
function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (matches(bytes, wanted, at)) return at;
  }
  return -1;
}

function matches(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let i = 1; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return at + wanted.length <= bytes.length;
}
