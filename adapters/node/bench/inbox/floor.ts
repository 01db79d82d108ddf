/** The in-memory floor of the inbox benchmark: node:http, JSON, digest, RSA and a Map by hand; nothing is checked that need not be. */

import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { benchArgument, serveBench } from "../child.ts";

const { actorUri } = z.object({ actorUri: z.string() }).parse(benchArgument());
const document = z.object({ publicKey: z.object({ publicKeyPem: z.string() }) });
const key = createPublicKey(document.parse(await (await fetch(actorUri)).json()).publicKey.publicKeyPem);
const kept = new Map<string, unknown>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const activity = JSON.parse(body.toString()) as { readonly id: string };
    const isGood = isSigned(request, body, key);
    if (isGood) kept.set(activity.id, activity);
    response.writeHead(isGood ? 202 : 401).end();
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { address, port } = server.address() as AddressInfo;

serveBench(
  { origin: `http://${address}:${port}` },
  async () => ({ kept: kept.size }),
  () => {
    server.closeAllConnections();
    server.close();
  },
);

function isSigned({ method, url, headers }: IncomingMessage, body: Buffer, key: KeyObject): boolean {
  const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
  if (headers["digest"] !== digest) return false;
  const parameters = new Map(
    String(headers["signature"])
      .split(",")
      .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 2, -1)]),
  );
  const lines = (parameters.get("headers") ?? "").split(" ").map((name) => {
    const value =
      name === "(request-target)" ? `${String(method).toLowerCase()} ${url ?? ""}` : headers[name];
    return `${name}: ${String(value)}`;
  });
  const signature = Buffer.from(parameters.get("signature") ?? "", "base64");
  return verify("sha256", Buffer.from(lines.join("\n")), key, signature);
}
