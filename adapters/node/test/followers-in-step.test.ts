/** A node restored from a backup has forgotten who follows whom; the next followers-only post puts that right (FEP-8fcf). */

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import type { ApiClient } from "./support/apiClient.ts";
import { closeAtEnd } from "./support/closing.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let here: MasticNode;
let there: MasticNode;
let alice: ApiClient;
let bea: ApiClient;
let dora: ApiClient;

beforeAll(async () => {
  [here, there] = await Promise.all([
    MasticNode.start({ host: "127.0.0.6" }),
    MasticNode.start({ host: "127.0.0.7" }),
  ]);
  alice = await here.signUp("alice");
  bea = await there.signUp("bea");
  dora = await there.signUp("dora");
});
tellOnFailure(() => ({ "alice's node": here.log, "the others' node": there.log }));

async function followAlice(client: ApiClient): Promise<void> {
  const { id } = await client.resolveAccount(`@alice@${here.host}`);
  await client.relate("follow", id);
  await waitFor("the Accept", async () => (await client.relationship(id)).following || undefined);
}

test("who has not followed yet, by their node's backup, is no follower any more", async () => {
  await followAlice(dora);
  const backup = mkdtempSync(join(tmpdir(), "mastic-backup-"));
  closeAtEnd(async () => rmSync(backup, { recursive: true, force: true }));
  await there.kill();
  cpSync(there.dataDir, backup, { recursive: true });
  await there.restart();
  await followAlice(bea);
  expect((await alice.me()).followers_count).toBe(2);

  await there.kill();
  rmSync(there.dataDir, { recursive: true });
  cpSync(backup, there.dataDir, { recursive: true });
  await there.restart();
  const { id } = await bea.resolveAccount(`@alice@${here.host}`);
  expect((await bea.relationship(id)).following).toBe(false);

  const post = await alice.publish({ status: "for those who follow me", visibility: "private" });
  await dora.seesAtHome("the post", (it) => it.uri === post.uri);
  await waitFor("the follow to be undone", async () =>
    (await alice.me()).followers_count === 1 ? true : undefined,
  );
  expect((await dora.relationship(id)).following).toBe(true);
});
