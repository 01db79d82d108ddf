/** The floor of the delivery benchmark: raw RSA signatures and POSTs over keep-alive connections, nothing written down. */

import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { Agent } from "undici";
import { z } from "zod";
import { serveBench } from "../child.ts";

const CONNECTIONS_PER_HOST = 8;
const CONCURRENCY = 64;
const order = z.object({ inboxes: z.array(z.string()), bodyBytes: z.int() });

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const agent = new Agent({ connections: CONNECTIONS_PER_HOST, pipelining: 1 });

serveBench({}, deliver, () => agent.destroy());

/** @returns when it began: ms since the Unix epoch, with fractions */
async function deliver(message: unknown): Promise<{ at: number }> {
  const { inboxes, bodyBytes } = order.parse(message);
  const body = Buffer.alloc(bodyBytes, "x");
  const at = performance.timeOrigin + performance.now();
  const waiting = inboxes.toReversed();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let inbox = waiting.pop(); inbox !== undefined; inbox = waiting.pop()) await post(inbox, body);
    }),
  );
  return { at };
}

async function post(inbox: string, body: Buffer): Promise<void> {
  const { host, origin, pathname } = new URL(inbox);
  const date = new Date().toUTCString();
  const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
  const type = "application/activity+json";
  const text = `(request-target): post ${pathname}\nhost: ${host}\ndate: ${date}\ndigest: ${digest}\ncontent-type: ${type}`;
  const made = sign("sha256", Buffer.from(text), privateKey).toString("base64");
  const signature = `keyId="http://floor.example/users/alice#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest content-type",signature="${made}"`;
  const headers = { date, digest, signature, "content-type": type };
  const response = await agent.request({ origin, path: pathname, method: "POST", headers, body });
  await response.body.dump();
  if (response.statusCode >= 300) throw new Error(`${inbox} answered ${response.statusCode}`);
}
