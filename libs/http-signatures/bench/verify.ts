// How fast requests are verified and signed, against raw node:crypto in the same run: medians of alternating rounds.

import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import {
  type Fields,
  type HttpRequest,
  parseSignature,
  signedTextOf,
  signRequest,
  verifySignature,
} from "../src/index.ts";
import { createNodeCrypto } from "../src/node.ts";
import { compare, type BenchResult } from "../../../scripts/bench-result.ts";

const KEY_ID = "https://peer.example/users/alice#main-key";
const NOW = Date.UTC(2026, 0, 1, 12);

/** Measures for about `milliseconds` a round; seven rounds of each. */
export async function benchSignatures(milliseconds = 150): Promise<BenchResult[]> {
  const crypto = createNodeCrypto();
  const pair = await crypto.generateKeyPair("rsa");
  const request: HttpRequest = {
    method: "POST",
    url: "https://example.com/users/bob/inbox",
    headers: { "content-type": "application/activity+json", "user-agent": "bench" },
    body: new TextEncoder().encode(JSON.stringify({ type: "Create", content: "x".repeat(2900) })),
  };
  const options = { keyId: KEY_ID, privateKey: pair.privateKeyPem, now: NOW, crypto };
  const rows: BenchResult[] = [];
  for (const scheme of ["cavage", "rfc9421"] as const) {
    const added = await signRequest(request, { ...options, scheme });
    const received = { ...request, headers: asReceived({ ...request.headers, ...added }) };
    const parsed = parseSignature(received);
    const data = Buffer.from(signedTextOf(parsed, received));
    const publicKey = createPublicKey(pair.publicKeyPem);
    const privateKey = createPrivateKey(pair.privateKeyPem);
    const { signature } = parsed;
    const verifyOurs = (): Promise<unknown> =>
      verifySignature(
        parseSignature(received),
        received,
        { id: KEY_ID, publicKey: pair.publicKeyPem },
        { now: NOW, policy: { host: "example.com" }, crypto },
      );
    const verifyRaw = (): void => {
      if (!verify("sha256", data, publicKey, signature)) throw new Error("raw verification failed");
    };
    const signOurs = (): Promise<unknown> => signRequest(request, { ...options, scheme });
    const signRaw = (): void => void sign("sha256", data, privateKey);
    rows.push(
      await compare(
        `verify ${scheme} with digest`,
        verifyOurs,
        "raw RSA-2048 verify",
        verifyRaw,
        milliseconds,
      ),
      await compare(`sign ${scheme} with digest`, signOurs, "raw RSA-2048 sign", signRaw, milliseconds),
    );
  }
  return rows;
}

/** Headers as a server gets them: each a text of its own, not the pieces of which the signer has made it. */
function asReceived(headers: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(String(value)).toString("latin1")]),
  );
}
