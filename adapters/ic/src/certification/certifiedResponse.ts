/** What is certified of a response, and of the request that it answers (HTTP gateway protocol: Response Verification, version 2). */

import type { HttpResponse } from "@mastic/core";
import { sha256 } from "../crypto/sha256.ts";
import { bytesOf, encodeTexts, join } from "./hashTree.ts";

/** A response that everybody gets to a GET of its path, or of its path with this parameter in the query. */
export interface CertifiedResponse {
  readonly response: HttpResponse;
  /** `IC-CertificateExpression`. */
  readonly expression: string;
  /** The `expr_path` of `IC-Certificate`, as CBOR. */
  readonly exprPath: Uint8Array;
  /** Where the tree of the canister holds it. */
  readonly path: readonly Uint8Array[];
}

/** The one parameter of a query that an answer depends on, as it was sent. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** The path of a response to every path for which there is none of its own; `/elsewhere/*` is that of all below `/elsewhere`. */
export const ANY = "*";

/** @returns the paths of responses that may stand for this one, the most specific first */
export function wildcardsFor(path: string): readonly string[] {
  const segments = segmentsOf(path);
  return [
    ...segments.map((_, index) => `/${segments.slice(0, segments.length - index).join("/")}/${ANY}`),
    ANY,
  ];
}

/** @param path of the URL, or of all below one: {@link ANY} */
export function certify(path: string, response: HttpResponse, parameter?: Parameter): CertifiedResponse {
  const segments = segmentsOf(path);
  const isForAll = path.endsWith(ANY);
  const exprPath = ["http_expr", ...(isForAll ? segments.slice(0, -1) : segments), isForAll ? "<*>" : "<$>"];
  const names = Object.keys(response.headers).map((name) => JSON.stringify(name));
  const request =
    parameter === undefined
      ? "no_request_certification:Empty{}"
      : `request_certification:RequestCertification{certified_request_headers:[],certified_query_parameters:[${JSON.stringify(parameter.name)}]}`;
  const expression = `default_certification(ValidationArgs{certification:Certification{${request},response_certification:ResponseCertification{certified_response_headers:ResponseHeaderList{headers:[${names.join(",")}]}}}})`;
  return {
    response,
    expression,
    exprPath: encodeTexts(exprPath),
    path: [
      ...exprPath.map(bytesOf),
      sha256(bytesOf(expression)),
      parameter === undefined ? new Uint8Array() : requestHash(parameter),
      responseHash(response, expression),
    ],
  };
}

const segmentsOf = (path: string): string[] => path.split("/").slice(1);

/** Where the tree would hold an answer to this very path, or to all below one that it begins with, with a slash or without. */
export function specificPaths(path: string): readonly (readonly Uint8Array[])[] {
  const segments = segmentsOf(path);
  const wildcards = segments.flatMap((_, index) => [
    [...segments.slice(0, index + 1), "<*>"],
    [...segments.slice(0, index), "", "<*>"],
  ]);
  return [[...segments, "<$>"], ...wildcards].map((labels) => ["http_expr", ...labels].map(bytesOf));
}

function requestHash({ name, value }: Parameter): Uint8Array {
  const map = hashOfMap([
    [":ic-cert-method", bytesOf("GET")],
    [":ic-cert-query", bytesOf(`${name}=${value}`)],
  ]);
  return sha256(join([map, sha256(new Uint8Array())]));
}

function responseHash({ status, headers, body }: HttpResponse, expression: string): Uint8Array {
  const map = hashOfMap([
    ...Object.entries(headers).map(([name, value]) => [name.toLowerCase(), bytesOf(value)] as const),
    ["ic-certificateexpression", bytesOf(expression)],
    [":ic-cert-status", leb128(status)],
  ]);
  return sha256(join([map, sha256(body)]));
}

/** The representation-independent hash of a map (interface specification: Representation-independent hashing). */
function hashOfMap(fields: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const hashes = fields.map(([name, value]) => join([sha256(bytesOf(name)), sha256(value)]));
  // As characters of one byte each, they are in the order of their bytes.
  const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
  const sorted = hashes.map((hash) => [text(hash), hash] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(join(sorted.map(([, hash]) => hash)));
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Uint8Array.of(...bytes, rest);
}
