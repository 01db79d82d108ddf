// How a canister certifies its web pages: trees and headers as the HTTP gateway protocol wants them.
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeCbor, type CborItem } from "../../certification/cbor.ts";
import { encodeHashTree } from "../../certification/hash-tree-cbor.ts";
import { digest, forest, labeled, leaf, type HashTree } from "../../certification/hash-tree.ts";
import { hashOfMap } from "../authentication/representation-independent-hash.ts";
import type { HeaderField } from "./http-interface.ts";

/** A page at one path. */
export interface Page {
  readonly path: string;
  readonly status: number;
  readonly headers: HeaderField[];
  readonly body: Uint8Array;
}

/** What a canister sets as certified data, and the headers that prove a page by a certificate of it. */
export interface CertifiedPage {
  readonly certifiedData: Uint8Array;
  readonly proof: (certificate: Uint8Array) => HeaderField[];
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const nothing = leaf(new Uint8Array());

function certified(tree: HashTree, more: string, headers: HeaderField[]): CertifiedPage {
  const encoded = base64(encodeCbor(encodeHashTree(tree)));
  return {
    certifiedData: digest(tree),
    proof: (certificate) => [
      ["IC-Certificate", `certificate=:${base64(certificate)}:, tree=:${encoded}:${more}`],
      ...headers,
    ],
  };
}

/** Legacy response verification: the hash of a body at a path. */
export const version1 = ({ path, body }: Page): CertifiedPage =>
  certified(labeled("http_assets", labeled(path, leaf(sha256(body)))), "", []);

/** Version 2, with all named headers certified and the request left out. */
export function version2(page: Page): CertifiedPage {
  const names = page.headers.map(([name]) => `"${name}"`).join(",");
  const expression =
    "default_certification(ValidationArgs{certification:Certification{no_request_certification:Empty{}," +
    `response_certification:ResponseCertification{certified_response_headers:ResponseHeaderList{headers:[${names}]}}}})`;
  const fields = new Map<string, CborItem>([
    ...page.headers.map(([name, value]): [string, CborItem] => [name.toLowerCase(), value]),
    ["ic-certificateexpression", expression],
    [":ic-cert-status", BigInt(page.status)],
  ]);
  const response = sha256(concatBytes(hashOfMap(fields), sha256(page.body)));
  return expressed(page, expression, labeled("", labeled(response, nothing)));
}

/** Version 2 with `no_certification`: the page says that nothing of it is certified. */
export const skipped = (page: Page): CertifiedPage =>
  expressed(page, "default_certification(ValidationArgs{no_certification:Empty{}})", nothing);

function expressed({ path }: Page, expression: string, below: HashTree): CertifiedPage {
  const exprPath = ["http_expr", ...path.split("/").slice(1), "<$>"];
  const hash = labeled(sha256(utf8ToBytes(expression)), below);
  const tree = exprPath.reduceRight<HashTree>((inner, label) => forest([labeled(label, inner)]), hash);
  return certified(tree, `, version=2, expr_path=:${base64(encodeCbor(exprPath))}:`, [
    ["IC-CertificateExpression", expression],
  ]);
}
