/** toot, the command-line client that Debian ships, drives the node: sign-in, post, timelines, follow, like, boost, upload, search, notifications. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiClient } from "../support/apiClient.ts";
import { closeAtEnd } from "../support/closing.ts";
import { MasticNode, PASSWORD } from "../support/node.ts";
import { patience } from "../support/patience.ts";
import { authorizeAsPerson } from "../support/signIn.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";

vi.setConfig(patience);

// `apt-get install toot`. Where it is not installed, the reason is told and nothing is pretended.
const isInstalled = spawnSync("toot", ["--help"], { env: environment("/tmp") }).error === undefined;
if (!isInstalled) console.warn("toot is not installed here: the tests with it are skipped.");

function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, XDG_CONFIG_HOME: home, PYTHONUNBUFFERED: "1", NO_COLOR: "1" };
}

class Toot {
  readonly home = mkdtempSync(join(tmpdir(), "mastic-toot-"));

  constructor() {
    closeAtEnd(async () => {
      rmSync(this.home, { recursive: true, force: true });
    });
  }

  /** @returns what it printed @throws {Error} when it fails */
  async run(...args: string[]): Promise<string> {
    const { child, output } = this.#spawn(args);
    child.stdin.end();
    await once(child, "close");
    if (child.exitCode !== 0) throw new Error(`toot ${args.join(" ")}\n${output()}`);
    return output();
  }

  /** `toot login`, its questions answered as a person does who opens the address in a browser. */
  async login(node: MasticNode, handle: string): Promise<string> {
    const { child, output } = this.#spawn(["login", "--instance", node.host, "--disable-https"]);
    const url = await waitFor(
      "the login address",
      () => /http:\/\/\S+\/oauth\/authorize\S*/.exec(output())?.[0],
    );
    child.stdin.write("n\n");
    const { pathname, search } = new URL(url);
    const code = await authorizeAsPerson(node.origin, pathname + search, handle, PASSWORD);
    child.stdin.end(`${code}\n`);
    await once(child, "close");
    if (child.exitCode !== 0) throw new Error(`toot login\n${output()}`);
    return output();
  }

  #spawn(args: readonly string[]) {
    const child = spawn("toot", args, { env: environment(this.home) });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    }
    return { child, output: () => text };
  }
}

describe.skipIf(!isInstalled)("toot", () => {
  let node: MasticNode;
  let toot: Toot;
  let alice: ApiClient;
  let bob: ApiClient;

  beforeAll(async () => {
    node = await MasticNode.start({ host: "127.0.0.2" });
    [alice, bob] = [await node.signUp("alice"), await node.signUp("bob")];
    toot = new Toot();
  });
  tellOnFailure(() => ({ node: node.log }));

  test("signs in through the browser", async () => {
    const output = await toot.login(node, "alice");
    expect(output).toContain("Found instance");
    expect(output).toMatch(/Successfully logged in|logged in/i);
    expect(await toot.run("whoami")).toContain("@alice");
    expect(await toot.run("instance", node.host, "--disable-https")).toContain("Mastic");
  });

  test("posts, with visibility and warning, and reads it again", async () => {
    expect(await toot.run("post", "Hello from toot")).toContain("Toot posted: http");
    await toot.run("post", "--visibility", "private", "--spoiler-text", "careful", "behind a warning #toot");
    const posts = await alice.accountStatuses((await alice.me()).id);
    expect(posts).toMatchObject([
      { visibility: "private", spoiler_text: "careful" },
      { visibility: "public", content: "<p>Hello from toot</p>" },
    ]);
    await toot.run("post", "a public #toot");
    const home = await toot.run("timeline", "--once");
    expect(home).toContain("Hello from toot");
    expect(home).toContain("behind a warning");
    const open = await toot.run("timeline", "--public", "--once");
    expect(open).toContain("Hello from toot");
    expect(open).not.toContain("behind a warning");
    const tagged = await toot.run("timeline", "--tag", "toot", "--once");
    expect(tagged).toContain("a public #toot");
    expect(tagged).not.toContain("behind a warning");
    expect(await toot.run("thread", posts[1]?.id ?? "")).toContain("Hello from toot");
  });

  test("uploads an image and posts it", async () => {
    const file = join(toot.home, "square.png");
    const image = sharp({ create: { width: 40, height: 40, channels: 3, background: "#118833" } }).png();
    writeFileSync(file, await image.toBuffer());
    expect(await toot.run("upload", file)).toContain(`${node.origin}/media/`);
    await toot.run("post", "--media", file, "--description", "A green square", "Look at this");
    const [post] = await alice.accountStatuses((await alice.me()).id);
    expect(post?.media_attachments).toMatchObject([{ type: "image" }]);
    const { body } = await alice.call("GET", `/api/v1/statuses/${post?.id ?? ""}`);
    expect(JSON.stringify(body)).toContain("A green square");
  });

  test("searches, follows, and sees who follows whom", async () => {
    expect(await toot.run("search", "bob")).toContain("@bob");
    expect(await toot.run("whois", "bob")).toContain("@bob");
    await toot.run("follow", "bob");
    expect(await toot.run("following", "alice")).toContain("@bob");
    expect(await toot.run("followers", "bob")).toContain("@alice");
    const post = await bob.publish("bob's post");
    await alice.seesAtHome("bob's post", (it) => it.id === post.id);
    expect(await toot.run("timeline", "--once")).toContain("bob's post");
  });

  test("likes, boosts, bookmarks, answers, and takes back", async () => {
    const post = await bob.publish("Do something with it");
    await toot.run("favourite", post.id);
    await toot.run("reblog", post.id);
    await toot.run("bookmark", post.id);
    await toot.run("post", "--reply-to", post.id, "@bob done");
    expect(await bob.status(post.id)).toMatchObject({
      favourites_count: 1,
      reblogs_count: 1,
      replies_count: 1,
    });
    expect(await toot.run("reblogged_by", post.id)).toContain("@alice");
    expect(await toot.run("bookmarks", "--once")).toContain("Do something");
    await toot.run("unfavourite", post.id);
    await toot.run("unreblog", post.id);
    await toot.run("unbookmark", post.id);
    expect(await bob.status(post.id)).toMatchObject({ favourites_count: 0, reblogs_count: 0 });
  });

  test("shows notifications, and clears them", async () => {
    const { id } = await bob.resolveAccount("alice");
    await bob.relate("follow", id);
    await bob.publish("@alice can you see this?");
    await alice.isNotified("mention", ({ account }) => account.username === "bob");
    const output = await toot.run("notifications");
    expect(output).toContain("bob");
    expect(output).toContain("can you see this?");
    await toot.run("notifications", "--clear");
    expect(await alice.notifications()).toEqual([]);
  });

  test("mutes, blocks, unfollows, deletes, and signs out", async () => {
    for (const verb of ["mute", "unmute", "block", "unblock", "follow", "unfollow"])
      await toot.run(verb, "bob");
    const [post] = await alice.accountStatuses((await alice.me()).id);
    await toot.run("delete", post?.id ?? "");
    expect((await alice.call("GET", `/api/v1/statuses/${post?.id ?? ""}`)).status).toBe(404);
    await toot.run("logout", `alice@${node.host}`);
    expect(await toot.run("whoami")).toContain("requires that you are logged in");
  });
});
