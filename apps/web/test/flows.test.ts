/** The flows of WI-2.8 (spec 09), the same on a Node server and on canisters. */

import { encodeProposal } from "@mastic/ic-client";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { startCanisters } from "./support/canisters.ts";
import { faults } from "./support/faults.ts";
import { ORIGIN, startNode, type Person, type AnyNode } from "./support/node.ts";
import { startOtherServers, type OtherServers } from "./support/otherServers.ts";
import { pictureOf } from "./support/picture.ts";
import { choose } from "./support/postMenu.ts";

const nodes: readonly (readonly [string, () => Promise<AnyNode>])[] = [
  ["a Node server", () => startNode()],
  ["canisters", startCanisters],
];

// Canisters compute in one thread what a network does in many: keys of two people, for half a minute.
describe.skipIf(!hasChromium).each(nodes)("on %s, somebody", { timeout: 120_000 }, (name, start) => {
  let node: AnyNode;
  let browser: Browser;
  let bob: Person;
  let others: OtherServers;
  beforeAll(async () => {
    [node, others] = await Promise.all([start(), startOtherServers()]);
    browser = await launch(node, others.hosts);
    [, bob] = await Promise.all([node.signUp("alice"), node.signUp("bob")]);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([node, others].map((it) => it[Symbol.asyncDispose]()));
  });

  it("changes the profile, which stays changed", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/settings/profile");
    await page.getByLabel("Display name").fill("Alice of the hills");
    await page.getByLabel("About you").fill("I like hills.");
    await page.getByLabel("Profile picture").setInputFiles(await pictureOf(80, 80));
    const crop = page.getByRole("dialog", { name: "Profile picture" });
    await crop.getByRole("button", { name: "Use this part" }).click();
    await crop.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(`${ORIGIN}/@alice`);
    await page.reload();
    await page.getByRole("heading", { name: "Alice of the hills" }).waitFor();
    await page.getByText("I like hills.").waitFor();
    await page.getByText("@alice", { exact: true }).first().waitFor();
    await page.locator("#main img[src*='/media/']").locator("visible=true").first().waitFor();
  });

  it("finds somebody by the beginning of a name, follows, reads, and follows no more", async () => {
    await bob.publish({ status: "Bob was here before" });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    await page.keyboard.press("/");
    await page.getByRole("searchbox").pressSequentially("bo", { delay: 30 });
    await page.locator("#main").getByRole("link", { name: "@bob" }).click();
    await page.waitForURL(`${ORIGIN}/@bob`);
    await page.getByRole("article").getByText("Bob was here before").first().waitFor();
    const followers = page.getByTestId("followers");
    const unfollow = page.getByRole("button", { name: "Unfollow" });
    const follow = page.getByRole("button", { name: "Follow", exact: true });
    // An earlier try may have come so far.
    await follow.or(unfollow).waitFor();
    if (await follow.isVisible()) await follow.click();
    await unfollow.waitFor();
    await comesTo(alice, followers, "1");
    await alice.visit("/home");
    await bob.publish({ status: "For those who follow" });
    // Canisters are asked now and then, and one thread computes what a network does in many.
    const patience = { timeout: 45_000 };
    await page.getByText("For those who follow").or(page.getByRole("button", { name: /new post/ })).first().waitFor(patience); // prettier-ignore
    await page.reload();
    await page.getByRole("article").getByText("For those who follow").first().waitFor(patience);
    await alice.visit("/@bob");
    await unfollow.click();
    await follow.waitFor();
    await comesTo(alice, followers, "0");
  });

  it("finds posts by their words", async () => {
    await bob.publish({ status: "A quokka among the ferns" });
    await bob.publish({ status: "A quokka by the sea" });
    await using finder = await device(browser);
    const { page } = finder;
    await finder.signIn("bob");
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    await finder.visit("/search");
    const box = page.getByRole("searchbox");
    const found = page.getByRole("article");
    await box.fill("QUOKKA");
    await found.getByText("A quokka among the ferns").waitFor();
    await found.getByText("A quokka by the sea").waitFor();
    await box.fill('"the sea" from:me');
    await found.getByText("A quokka among the ferns").waitFor({ state: "detached" });
    expect(await found.allTextContents()).toEqual([expect.stringContaining("A quokka by the sea")]);
    await box.fill("quokka -ferns -sea");
    await page.getByText("Nothing was found for").waitFor();
  });

  it("likes and boosts what somebody else wrote, answers it, and takes it all back", async () => {
    const text = "Likeable, and worth a word";
    await bob.publish({ status: text });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/@bob");
    const post = page.getByRole("article").filter({ hasText: text });
    // Shown at once, but kept once the node has said so: the boost is sent after the answer to the like.
    const boosted = page.waitForResponse((answer) => asksFor(answer.request(), "/reblog"), {
      timeout: 60_000,
    });
    await post.getByRole("button", { name: "Like", exact: true }).click();
    await post.getByRole("button", { name: "Like, 1", pressed: true }).waitFor();
    await post.getByRole("button", { name: "Boost", exact: true }).click();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).waitFor();
    await boosted;
    await page.reload();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).waitFor();
    // Who they are is told to everybody, as its author's server knows it.
    await post.getByText(text).click();
    await page.getByRole("link", { name: "1 like" }).click();
    const person = page.locator("#main").getByRole("listitem").filter({ hasText: "@alice" });
    await person.waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "1 boost" }).click();
    await person.waitFor();
    await alice.visit("/@bob");
    await post.getByRole("button", { name: "Like, 1", pressed: true }).click();
    await post.getByRole("button", { name: /^Like/, pressed: false }).waitFor();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).click();
    await post.getByRole("button", { name: /^Boost/, pressed: false }).waitFor();

    await post.getByRole("button", { name: /^Reply/ }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).waitFor();
    await page.keyboard.type("A word in return");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await post.getByRole("button", { name: /^Reply/ }).waitFor();
    await alice.visit("/@alice/with_replies");
    const answer = page.getByRole("article").filter({ hasText: "A word in return" });
    await answer.waitFor();
    await answer.getByText("A word in return").click();
    await page.waitForURL(/\/@alice\/\d+$/);
    // The thread has what it answers.
    await page.getByRole("article").filter({ hasText: text }).waitFor();
    await choose(page, "Delete", answer);
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await answer.waitFor({ state: "detached" });
    await alice.visit("/@alice/with_replies");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await answer.count()).toBe(0);
  });

  it("opens a post by the address that everybody has", async () => {
    const id = await bob.publish({ status: "Read by its address" });
    await using alice = await device(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = alice;
    // No sheet to share with comes up in a browser without a window.
    await page.addInitScript(
      "globalThis.shared = []; navigator.share = async ({ url }) => void globalThis.shared.push(url);",
    );
    await alice.signIn("alice");
    await alice.visit(`/@bob/${id}`);
    await page.getByRole("article").getByText("Read by its address").waitFor();
    await choose(page, "Copy link");
    await page.getByText("The link is copied.").waitFor();
    const address = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(new URL(address).pathname).toBe(`/@bob/${id}`);
    await choose(page, "Share …");
    await expect.poll(() => page.evaluate("globalThis.shared")).toEqual([address]);
    for (const [error, isCopied] of [["AbortError", false], ["NotAllowedError", true]] as const) {
      await page.evaluate(`navigator.clipboard.writeText("")`);
      await page.evaluate(`navigator.share = async () => { throw new DOMException("No", "${error}"); };`);
      await choose(page, "Share …");
      await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(isCopied ? address : "");
    } // prettier-ignore
    await page.getByText("The link is copied.").waitFor();
    await using stranger = await device(browser);
    // It is the node's, whoever reads it: who follows it arrives.
    await stranger.visit(new URL(address).pathname);
    // Without an app there are pages without scripts.
    await stranger.page.getByText("Read by its address").first().waitFor();
    expect(await stranger.page.locator("#root").count()).toBe(0);
  });

  it("shows a picture, with its description", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("What a field");
    const upload = await held(page, ({ pathname }) => /\/(?:media|call)$/.test(pathname));
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(await pictureOf(600, 400));
    await page.getByLabel("Description").fill("A violet field");
    await page.getByRole("progressbar", { name: "Uploading violet.png" }).waitFor();
    expect(await page.getByRole("button", { name: "Post", exact: true }).isDisabled()).toBe(true);
    upload.release();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const picture = page
      .getByRole("article")
      .filter({ hasText: "What a field" })
      .getByRole("img", { name: "A violet field" });
    await picture.waitFor();
    const width = (): Promise<number> =>
      picture.evaluate((it: { naturalWidth?: number }) => it.naturalWidth ?? 0);
    await expect.poll(width).toBeGreaterThan(100);

    // Before it is there, its colours are.
    const file = await held(page, ({ pathname }) => pathname.includes("/media/"));
    await alice.visit("/@alice");
    await picture.waitFor();
    await expect
      .poll(() => page.evaluate(FIRST_BLURHASH))
      .toEqual([0x77, 0x55, 0xcc, 0xff].map((each): unknown => expect.closeTo(each, -1)));
    expect(await width()).toBe(0);
    file.release();
    await expect.poll(width).toBeGreaterThan(100);
  });

  it("keeps on the device all that the app starts with", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/home");
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    await page.reload();
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    const missing = await page.evaluate<string[]>(`(async () => {
      const scripts = performance.getEntriesByType("resource").map(({ name }) => name).filter((it) => it.endsWith(".js"));
      const kept = await Promise.all(scripts.map((it) => caches.match(it, { ignoreVary: true })));
      return scripts.filter((_, at) => kept[at] === undefined);
    })()`);
    expect(missing).toEqual([]);
  });

  it("signs in to another server by its address", async () => {
    const host = "old.localhost";
    await using alice = await device(browser, {}, [`http://${host}`]);
    const { page } = alice;
    await alice.visit("/home");
    await page.getByRole("link", { name: "Sign in to another server" }).click();
    await page.waitForURL(`${ORIGIN}/elsewhere`);
    await page.getByLabel("Address of your server").fill(host);
    await page.getByRole("button", { name: "Go on there" }).click();
    await page.waitForURL(`${ORIGIN}/elsewhere/${host}/home`);
    await page.getByText(`You are at ${host}`).waitFor();
    await page
      .getByRole("complementary")
      .getByRole("heading", { name: `Server ${host}` })
      .waitFor();
    // That server has little more to it than its description.
    alice.complaints();
  });

  it("blocks somebody, and sees nothing of them", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/@bob");
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Block" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
    await page.getByText("You have blocked this account.").waitFor();
    await alice.visit("/public/local");
    await page.getByRole("article").or(page.getByText("Nobody on this server has posted")).first().waitFor();
    expect(await page.getByRole("article").filter({ hasText: "Bob was here before" }).count()).toBe(0);
  });

  it("deletes the account in the app, and is found by nobody any more", async () => {
    await node.signUp("dave");
    const document = { headers: { accept: "application/activity+json" } };
    const status = async (): Promise<number> => (await node.fetch("/users/dave", document)).status;
    expect(await status()).toBe(200);
    await using dave = await device(browser);
    const { page } = dave;
    await dave.signIn("dave");
    await dave.visit("/settings/profile");
    await page.getByRole("link", { name: "Delete my account" }).click();
    const leave = page.getByRole("button", { name: "Delete my account", exact: true });
    await leave.waitFor();
    await node.prove(page);
    expect(await leave.isDisabled()).toBe(true);
    await page.getByLabel("Write dave to delete the account").fill("@Dave");
    await leave.click();
    await page.waitForURL(`${ORIGIN}/`);
    await expect.poll(status, { timeout: 45_000, interval: 500 }).toBe(410);
    expect(await page.evaluate("localStorage.getItem('mastic.session')")).toBeNull();
    expect(await page.context().cookies()).toEqual([]);
  });

  it("signs up with a name that is free, publishes, and signs out", async () => {
    // On canisters the form is the app's, whose own policy would keep axe out.
    await using carol = await device(browser, { bypassCSP: name === "canisters" });
    const { page } = carol;
    await carol.register("alice", "carol", async () => {
      if (name === "canisters") expect(await faults(page, "sign-up-on-canisters")).toEqual([]);
    });
    await page.getByRole("button", { name: "What is on your mind?" }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Hello, village!");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("article").getByText("Hello, village!").waitFor();
    await page.reload();
    await page.getByRole("article").getByText("Hello, village!").waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    await carol.visit("/home");
    await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });

  it("moderates: reads a report, deletes the post, suspends its author, and writes a rule", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/@carol");
    const post = page.getByRole("article").filter({ hasText: "Hello, village!" });
    await choose(page, /^Report/, post);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("She sells pills");
    await dialog.getByRole("button", { name: "Send report" }).click();
    await page.getByText("Thank you. The moderators will look at it.").waitFor();

    await node.promote("alice");
    await alice.visit("/settings");
    await page.getByRole("link", { name: /Moderation/ }).click();
    const report = page.getByRole("region", { name: "Report about carol" });
    await report.getByText("She sells pills").waitFor();
    await report.getByRole("button", { name: "Delete this post" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Hello, village!").waitFor({ state: "detached" });
    await report.getByRole("button", { name: "Suspend" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).click();
    await page.getByText("There is nothing to decide here.").waitFor();
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("button", { name: "Suspended" }).click();
    await page.getByRole("button", { name: "More about carol" }).waitFor();

    // Without a report as well, whatever the moderator's home calls the post.
    await alice.visit("/blocks");
    await page.getByRole("button", { name: /^Unblock/ }).click();
    await page.getByRole("button", { name: /^Unblock/ }).waitFor({ state: "detached" });
    const loud = await bob.publish({ status: "@alice buy my hats" });
    const isThere = (): Promise<boolean> =>
      bob.call("GET", `/api/v1/statuses/${loud}`).then(
        () => true,
        () => false,
      );
    await alice.visit("/notifications");
    await page.getByText("buy my hats").waitFor();
    await choose(page, "Delete this post as moderator");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("buy my hats").waitFor({ state: "detached" });
    await expect.poll(isThere).toBe(false);
    await alice.visit("/@bob");
    const more = page.getByRole("button", { name: "More about this profile" });
    await more.click();
    await page.getByRole("menuitem", { name: /^Suspend/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).click();
    await page.getByText("The account is suspended.").waitFor();
    await more.click();
    await page.getByRole("menuitem", { name: /^Lift the suspension/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Let back in" }).click();
    await page.getByText("The suspension is lifted.").waitFor();

    await alice.visit("/moderation");
    await page.getByRole("link", { name: "Rules", exact: true }).click();
    await page.getByLabel("New rule").fill("No pills");
    await page.getByRole("button", { name: "Add rule" }).click();
    await page.getByRole("listitem").getByText("No pills").waitFor();
    await alice.visit("/about");
    await page.getByRole("main").getByRole("listitem").getByText("No pills").waitFor();

    await alice.visit("/@carol");
    await page.getByText(/There is nothing here|Nothing has been posted yet/).waitFor();
    expect(await post.count()).toBe(0);
  });

  // A server is governed by nobody but its moderators.
  if (name === "canisters") {
    it("learns how to propose what moderators no longer decide", async () => {
      await node.govern?.();
      await using other = await device(browser, { bypassCSP: true });
      const { page } = other;
      await other.signIn("bob");
      await other.visit("/settings");
      await page.getByRole("link", { name: /Moderation/ }).click();
      await page.getByText("The holders of a token govern this server").waitFor();
      const text = page.getByLabel("What the neuron proposes, in Candid");
      const proposes = async (proposal: Parameters<typeof encodeProposal>[0]): Promise<void> => {
        const hex = Array.from(encodeProposal(proposal), (byte) => `\\${byte.toString(16).padStart(2, "0")}`);
        await expect.poll(() => text.inputValue()).toContain(`payload = blob "${hex.join("")}"`);
      };
      await page.getByLabel("Name of the account").fill("@carol");
      await proposes({ SuspendUser: { handle: "carol" } });
      await page.getByLabel("Make moderator").check();
      await page.getByText("This is no principal.").waitFor();
      expect(await text.inputValue()).toBe("");
      await page.getByLabel("Principal of the person").fill("aaaaa-aa");
      await expect.poll(() => text.inputValue()).toContain("function_id = 1000 : nat64");
      await page.getByLabel("Set the rules").check();
      await page.getByLabel("Rules of this server").fill("Be kind.\n\nNo spam.");
      await proposes({ UpdatePolicy: { rules: ["Be kind.", "No spam."] } });
      await page.getByLabel("Silence a server").check();
      await page.getByText("No server has such an address.").waitFor();
      await page.getByLabel("Address of a server").fill("Rude.Example");
      await proposes({ BlockDomain: { domain: "rude.example", severity: { Silence: null } } });
      await page.getByLabel("Update this web app").check();
      await page.getByText("A hash has 64 hexadecimal digits.").waitFor();
      await page.getByLabel("Hash of the staged app").fill("0aF".padEnd(64, "1"));
      await proposes({
        DeployWebApp: { app_hash: Uint8Array.from({ length: 32 }, (_, at) => [0x0a, 0xf1][at] ?? 0x11) },
      });
      expect(await faults(page, "proposals")).toEqual([]);

      await using moderator = await device(browser);
      await moderator.signIn("alice");
      await moderator.visit("/moderation/domains");
      await moderator.page.getByText("Reports and posts are yours as before.").waitFor();
      await moderator.page.getByText("No server is silenced or blocked.").waitFor();
      expect(await moderator.page.getByRole("button", { name: "Decide" }).count()).toBe(0);
      await moderator.page.getByRole("link", { name: "Rules", exact: true }).click();
      await moderator.page.getByRole("listitem").getByText("No pills").waitFor();
      expect(await moderator.page.getByRole("button", { name: "Add rule" }).count()).toBe(0);
      await moderator.visit("/@bob");
      await moderator.page.getByRole("button", { name: "More about this profile" }).click();
      expect(await moderator.page.getByRole("menuitem", { name: /^Suspend/ }).count()).toBe(0);
      await moderator.page.getByRole("menuitem", { name: /^Propose a decision about/ }).click();
      await moderator.page.getByText("How to make a proposal").waitFor();
    });
  }
});

/** Whether this asks a server, or a canister, for a path of the API. */
const asksFor = (request: Request, path: string): boolean =>
  request.url().endsWith(path) ||
  (request.url().endsWith("/call") && request.postDataBuffer()?.includes(path) === true);

/** The colour in the middle of what stands in for the first picture. */
const FIRST_BLURHASH =
  "[...(document.querySelector('article canvas')?.getContext('2d').getImageData(16, 16, 1, 1).data ?? [])]";

/** Lets nothing through that is asked for at such addresses, until it is released. */
async function held(page: Page, which: (url: URL) => boolean): Promise<{ release(): void }> {
  const open = Promise.withResolvers<undefined>();
  await page.route(which, async (route) => {
    await open.promise;
    await route.continue();
  });
  return { release: () => open.resolve(undefined) };
}

/** A count that others keep: it is right in a moment, and seen when it is looked at again. */
async function comesTo({ page }: { readonly page: Page }, count: Locator, value: string): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await count.textContent()) !== value) await page.reload();
        return count.textContent();
      },
      { timeout: 75_000, interval: 2_000 },
    )
    .toBe(value);
}
