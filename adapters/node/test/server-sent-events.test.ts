/** Streaming by server-sent events (Mastodon: methods/streaming), for clients that have no WebSocket. */

import { beforeAll, expect, test, vi } from "vitest";
import type { ApiClient } from "./support/apiClient.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let node: MasticNode;
let alice: ApiClient;
let bob: ApiClient;
beforeAll(async () => {
  node = await MasticNode.start({ host: "127.0.0.2" });
  [alice, bob] = [await node.signUp("alice"), await node.signUp("bob")];
});
tellOnFailure(() => ({ node: node.log }));

/** Everything that a stream has said so far. */
async function listen(
  path: string,
  client: ApiClient,
): Promise<{ said: () => string; ended: Promise<void>; close: () => void }> {
  const closing = new AbortController();
  const response = await fetch(client.origin + path, {
    headers: { authorization: `Bearer ${client.accessToken ?? ""}` },
    signal: closing.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  let text = "";
  const decoder = new TextDecoder();
  const reading = (async () => {
    for await (const chunk of response.body ?? [])
      text += decoder.decode(chunk as Uint8Array, { stream: true });
  })();
  reading.catch(() => undefined);
  return {
    said: () => text,
    ended: reading,
    close: () => {
      closing.abort();
    },
  };
}

test("what happens is told to whom it concerns, and to nobody else", async () => {
  const user = await listen("/api/v1/streaming/user", alice);
  const everybody = await listen("/api/v1/streaming/public", alice);
  const tag = await listen("/api/v1/streaming/hashtag?tag=live", alice);
  const stranger = await listen("/api/v1/streaming/user", bob);

  const post = await alice.publish("streamed #live");
  const secret = await alice.publish({ status: "for myself", visibility: "direct" });
  for (const stream of [user, everybody, tag]) {
    const event = await waitFor("the update", () => /event: ?update\ndata: ?(.*)\n/.exec(stream.said())?.[1]);
    expect(JSON.parse(event)).toMatchObject({ id: post.id, account: { acct: "alice" } });
  }
  await bob.act("favourite", post.id);
  await waitFor("the notification", () => /event: ?notification\n/.exec(user.said()) ?? undefined);
  await alice.delete(post.id);
  await waitFor("the deletion", () =>
    user.said().includes(`event: delete\ndata: ${post.id}\n`) ? true : undefined,
  );
  for (const stream of [everybody, tag, stranger]) expect(stream.said()).not.toContain(secret.uri);
  expect(stranger.said()).not.toContain(post.uri);
  for (const stream of [user, everybody, tag, stranger]) stream.close();
});

test("open streams do not keep the node from stopping", async () => {
  const stream = await listen("/api/v1/streaming/user", alice);
  expect(await node.stop()).toBe(0);
  // A stream that is cut off at the end of the node's patience ends with an error.
  await stream.ended;
});
