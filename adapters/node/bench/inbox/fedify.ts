/** The Fedify server of the inbox benchmark, as Fedify's documentation shows one: in-memory key-value store, a listener for Create, with or without its queue. */

import { createFederation, InProcessMessageQueue, MemoryKvStore } from "@fedify/fedify";
import { Create, Note, Person } from "@fedify/vocab";
import { serve } from "@hono/node-server";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { benchArgument, serveBench } from "../child.ts";

const { isQueued } = z.object({ isQueued: z.boolean() }).parse(benchArgument());
const order = z.object({ expected: z.int() });

const kept = new Map<string, Note>();
const federation = createFederation<undefined>({
  kv: new MemoryKvStore(),
  ...(isQueued ? { queue: new InProcessMessageQueue() } : {}),
  allowPrivateAddress: true,
});
federation.setActorDispatcher("/users/{identifier}", (ctx, identifier) =>
  identifier === "alice"
    ? new Person({
        id: ctx.getActorUri(identifier),
        preferredUsername: identifier,
        inbox: ctx.getInboxUri(identifier),
      })
    : null,
);
federation.setInboxListeners("/users/{identifier}/inbox", "/inbox").on(Create, async (ctx, create) => {
  const note = await create.getObject(ctx);
  if (note instanceof Note && note.id !== null) kept.set(note.id.href, note);
});

const server = serve({
  fetch: (request) => federation.fetch(request, { contextData: undefined }),
  hostname: "127.0.0.1",
  port: 0,
});
if (!server.listening) await once(server, "listening");
const { address, port } = server.address() as AddressInfo;

serveBench(
  { origin: `http://${address}:${port}` },
  async (message) => {
    const { expected } = order.parse(message);
    // A queue works on after the last answer; what it loses is seen by the benchmark.
    for (let waits = 0; waits < 3_000 && kept.size < expected; waits += 1) await setTimeout(10);
    return { kept: kept.size };
  },
  () => void server.close(),
);
