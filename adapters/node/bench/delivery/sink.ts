/** The receiving side of the delivery benchmark: a few servers on loopback that take every POST, and tell when the last one came. */

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { serveBench } from "../child.ts";

const HOSTS = 8;
const order = z.object({ posts: z.int() });

let count = 0;
let bodyBytes = 0;
let headerNames: readonly string[] = [];
let arrived = (): void => undefined;

const servers = await Promise.all(
  Array.from({ length: HOSTS }, (_, index) => listen(`127.0.0.${10 + index}`)),
);
const origins = servers.map((server) => {
  const { address, port } = server.address() as AddressInfo;
  return `http://${address}:${port}`;
});

serveBench({ origins }, take, () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(host: string): Promise<Server> {
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on("end", () => {
      response.writeHead(202).end();
      count += 1;
      bodyBytes = bytes;
      headerNames = Object.keys(request.headers);
      arrived();
    });
  });
  server.listen(0, host);
  await once(server, "listening");
  return server;
}

/** Waits for so many posts. @returns when the last one came: ms since the Unix epoch, with fractions */
async function take(message: unknown): Promise<{ at: number; bodyBytes: number; isSigned: boolean }> {
  const { posts } = order.parse(message);
  await new Promise<void>((resolve) => {
    arrived = () => {
      if (count >= posts) resolve();
    };
    arrived();
  });
  if (count !== posts) throw new Error(`${count} posts came instead of ${posts}`);
  count = 0;
  arrived = () => undefined;
  const at = performance.timeOrigin + performance.now();
  return { at, bodyBytes, isSigned: headerNames.includes("signature") };
}
