/** The few answers of the node that a device keeps for when it is offline, each session's apart from all others'. */

import * as z from "zod/mini";
import type { ApiAnswer } from "../ports/transport.ts";
import { isSameServer, ownerKey, type Owner } from "./owner.ts";

const PREFIX = "mastic.kept.";
const cacheOf = (owner: Owner): string => PREFIX + ownerKey(owner);

const shape = z.object({
  status: z.number(),
  body: z.unknown(),
  link: z.optional(z.string()),
  keptAt: z.number(),
});

/** Browsers keep things on https and localhost only; elsewhere nothing is kept. */
const canKeep = (): boolean => "caches" in globalThis;

export async function keepAnswer(owner: Owner, path: string, answer: ApiAnswer): Promise<void> {
  if (!canKeep()) return;
  const cache = await caches.open(cacheOf(owner));
  await cache.put(path, Response.json({ ...answer, keptAt: Date.now() }));
}

export async function keptAnswer(owner: Owner, path: string): Promise<ApiAnswer | undefined> {
  if (!canKeep()) return undefined;
  const found = await caches.match(path, { cacheName: cacheOf(owner) });
  if (found === undefined) return undefined;
  const { status, body, link, keptAt } = shape.parse(await found.json());
  return { status, body, link, keptAt };
}

/** What was kept for anybody else at this server is gone: after signing out nobody finds it here. */
export async function forgetOtherSessions(owner: Owner): Promise<void> {
  if (!canKeep()) return;
  const names = await caches.keys();
  const others = names.filter(
    (name) =>
      name.startsWith(PREFIX) && name !== cacheOf(owner) && isSameServer(owner, name.slice(PREFIX.length)),
  );
  await Promise.all(others.map((name) => caches.delete(name)));
}
