// How fast requests are verified and signed, against raw node:crypto in the same run: medians of alternating rounds.

import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import {
  type HttpRequest,
  parseSignature,
  signedTextOf,
  signRequest,
  verifySignature,
} from "../src/index.ts";
import { createNodeCrypto } from "../src/node.ts";

/** One line of reports/bench.json; values are operations a second. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: string;
  readonly baselineValue: number;
  readonly ratio: number;
}

const KEY_ID = "https://peer.example/users/alice#main-key";
const NOW = Date.UTC(2026, 0, 1, 12);

/** Measures for about `milliseconds` a round; seven rounds of each. */
export async function benchSignatures(milliseconds = 150): Promise<BenchRow[]> {
  const crypto = createNodeCrypto();
  const pair = await crypto.generateKeyPair("rsa");
  const request: HttpRequest = {
    method: "POST",
    url: "https://example.com/users/bob/inbox",
    headers: { "content-type": "application/activity+json", "user-agent": "bench" },
    body: new TextEncoder().encode(JSON.stringify({ type: "Create", content: "x".repeat(2900) })),
  };
  const options = { keyId: KEY_ID, privateKey: pair.privateKeyPem, now: NOW, crypto };
  const rows: BenchRow[] = [];
  for (const scheme of ["cavage", "rfc9421"] as const) {
    const added = await signRequest(request, { ...options, scheme });
    const received = { ...request, headers: { ...request.headers, ...added } };
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

type Operation = () => unknown;

async function compare(
  name: string,
  ours: Operation,
  baseline: string,
  raw: Operation,
  milliseconds: number,
): Promise<BenchRow> {
  const values: number[] = [];
  const baselines: number[] = [];
  await rate(ours, milliseconds);
  await rate(raw, milliseconds);
  for (let round = 0; round < 7; round++) {
    values.push(await rate(ours, milliseconds));
    baselines.push(await rate(raw, milliseconds));
  }
  const value = median(values);
  const baselineValue = median(baselines);
  return {
    name,
    value: Math.round(value),
    unit: "1/s",
    baseline,
    baselineValue: Math.round(baselineValue),
    ratio: Math.round((value / baselineValue) * 1000) / 1000,
  };
}

async function rate(operation: Operation, milliseconds: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < milliseconds) {
    for (let index = 0; index < 20; index++) {
      const done = operation();
      if (done instanceof Promise) await done;
    }
    count += 20;
  }
  return (count / (performance.now() - start)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
