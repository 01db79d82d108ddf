/** A comparison of followers of whom some cannot be reached (FEP-8fcf). */

import { parse } from "@mastic/activitypub";
import { followersDigest } from "@mastic/http-signatures";
import { expect, it } from "vitest";
import { CoreError } from "../../error.ts";
import { accounts } from "../../schema/accounts.ts";
import { personRow } from "../../schema/personRow.test-support.ts";
import { INSTANCE } from "../../store/store.ts";
import type { FollowersHere } from "../followersHere.ts";
import { network } from "../servers.test-support.ts";
import { synchronizeFollowers } from "./synchronizeFollowers.ts";

it("reaches all others, and is tried again for those", async () => {
  const { ctx, store } = network().server("here.example");
  const row = personRow("https://there.example", "bob", {
    id: 1n,
    host: "there.example",
    createdAt: 0,
    fetchedAt: 0,
  });
  await store.turn(INSTANCE, (turn) => turn.insert(accounts, row));

  const uris = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => `${ctx.instance.origin}/users/${name}${i}`);
  const [here, listed] = [uris("here", 45), uris("listed", 5)];
  const away = new Set([here[3], listed[1]]);
  const ended: string[] = [];
  const confirmed: string[] = [];
  const reach = async (uri: string, into: string[]): Promise<void> => {
    if (away.has(uri)) throw new CoreError("RemoteUnavailable", `${uri} has no answer.`);
    into.push(uri);
  };
  const followers: FollowersHere = {
    of: async () => new Map(here.map((uri) => [uri, { end: () => reach(uri, ended) }])),
    confirm: async (uri) => {
      await reach(uri, confirmed);
      return false;
    },
  };
  const page = parse(
    JSON.stringify({
      "@context": "https://www.w3.org/ns/activitystreams",
      id: "https://there.example/users/bob/part",
      type: "OrderedCollection",
      orderedItems: listed,
    }),
  );
  const gather = { document: async () => page };
  const payload = {
    actorUri: row.uri,
    url: "https://there.example/users/bob/part",
    digest: await followersDigest(listed, ctx.crypto),
  };
  const perform = synchronizeFollowers(ctx, gather, followers);
  const effect = { id: 1n, owner: INSTANCE, kind: "synchronizeFollowers", payload, key: null, lane: null, body: null, dueAt: 0, attempts: 0, createdAt: 0 }; // prettier-ignore
  expect(await perform(effect)).toMatchObject({ status: "retry" });
  expect(ended).toEqual(here.filter((uri) => !away.has(uri)));
  expect(confirmed).toEqual(listed.filter((uri) => !away.has(uri)));
  away.clear();
  expect(await perform({ ...effect, attempts: 1 })).toEqual({ status: "done" });
  expect(ended).toContain(here[3]);
  expect(confirmed).toContain(listed[1]);
});
