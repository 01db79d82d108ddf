import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf } from "./support/picture.ts";
import { choose } from "./support/postMenu.ts";

describe.skipIf(!hasChromium)("what the menu of a post does", () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let bob: Person;
  let signedIn: SignedIn;
  const asAlice = (): Promise<Device> => device(browser, { storageState: signedIn });
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    alice = await node.signUp("alice");
    bob = await node.signUp("bob");
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  /** @returns the id of a picture of alice's */
  const upload = async (description: string): Promise<string> => {
    const { buffer } = await pictureOf(90, 60);
    const form = new FormData();
    form.set("file", new File([new Uint8Array(buffer)], "violet.png", { type: "image/png" }));
    form.set("description", description);
    return z.looseObject({ id: z.string() }).parse(await alice.call("POST", "/api/v2/media", form)).id;
  };

  it("edits a post with all that it has, and shows its versions", async () => {
    const picture = await upload("A green feld");
    const draft = { status: "A first thougt, @bob", spoiler_text: "Fields", media_ids: [picture] };
    const id = await alice.publish(draft);
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@alice/${id}`);
    await choose(page, "Edit");
    const text = page.getByRole("textbox", { name: "Text of the post" });
    expect(await text.inputValue()).toBe("A first thougt, @bob");
    expect(await page.getByRole("textbox", { name: "Content warning" }).inputValue()).toBe("Fields");
    // For whom it is stays as it was.
    expect(await page.getByLabel("Who can see it").count()).toBe(0);
    await text.fill("A first thought, @bob");
    await page.getByLabel("Description").fill("A green field");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Show post" }).click();
    await page.getByText("A first thought,").waitFor();
    await page.getByRole("img", { name: "A green field" }).waitFor();
    expect(await page.getByText("Fields").count()).toBe(1);

    await page.getByRole("button", { name: "Edited", exact: true }).click();
    const versions = page.getByRole("dialog").getByRole("listitem").filter({ hasText: "thoug" });
    await versions.first().waitFor();
    expect((await versions.allTextContents()).map((it) => /A first \w+/.exec(it)?.[0])).toEqual([
      "A first thought",
      "A first thougt",
    ]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // What was saved is no draft.
    await choose(page, "Edit");
    expect(await text.inputValue()).toBe("A first thought, @bob");
    expect(await page.getByText("Your draft is back.").count()).toBe(0);
  });

  it("leaves media marked as sensitive in a new version, and in a post that is written again", async () => {
    const draft = { status: "Not for breakfast", media_ids: [await upload("A wound")], sensitive: true };
    const id = await alice.publish(draft);
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@alice/${id}`);
    await choose(page, "Edit");
    const sensitive = page.getByLabel("Mark media as sensitive");
    expect(await sensitive.isChecked()).toBe(true);
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.fill("Not for lunch");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await alice.call("GET", `/api/v1/statuses/${id}`)).toMatchObject({ sensitive: true });
    await choose(page, "Edit");
    await sensitive.uncheck();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await alice.call("GET", `/api/v1/statuses/${id}`)).toMatchObject({ sensitive: false });
    await choose(page, "Edit");
    // What has a warning is sensitive, whatever else is said.
    await page.getByRole("button", { name: "Content warning" }).click();
    await page.getByRole("textbox", { name: "Content warning" }).fill("Blood");
    expect(await sensitive.isDisabled()).toBe(true);
    expect(await sensitive.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Content warning" }).click();
    await sensitive.check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await choose(page, "Delete and write again");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete and write again" }).click();
    await text.waitFor();
    expect(await sensitive.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("pins a post, and writes one again with its picture and poll", async () => {
    const asked = await alice.publish({
      status: "Tea or cofee?",
      poll: { options: ["Tea", "Coffee"], expires_in: 3600 },
    });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@alice/${asked}`);
    await choose(page, "Pin to your profile");
    await page.getByText("stands at the top of your profile").waitFor();
    await device_.visit("/@alice");
    await page.getByText("Pinned post").waitFor();
    await choose(
      page,
      "Unpin from your profile",
      page.getByRole("article").filter({ hasText: "Pinned post" }),
    );
    await page.getByText("Pinned post").waitFor({ state: "detached" });

    await choose(page, "Delete and write again", page.getByRole("article").filter({ hasText: "cofee" }));
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete and write again" }).click();
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.waitFor();
    // Its text is nowhere else any more: whoever closes it, untouched, finds it in the next new post.
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("button", { name: "New post", exact: true }).locator("visible=true").first().click();
    await expect.poll(() => text.inputValue()).toBe("Tea or cofee?");
    await text.fill("Tea or coffee?");
    expect(await page.getByRole("textbox", { name: "Option 2" }).inputValue()).toBe("Coffee");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const again = page.getByRole("article").filter({ hasText: "Tea or coffee?" });
    await again.getByText(/Ends (?:in|tomorrow)/).waitFor();
    expect(await page.getByText("cofee").count()).toBe(0);
  });

  it("shows how a poll stands, to those who have voted and those who only look", async () => {
    const poll = { options: ["Left", "Right"], expires_in: 3600 };
    const id = await bob.publish({ status: "Which way?", poll });
    const eve = await node.signUp("eve");
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@bob/${id}`);
    await page.getByRole("button", { name: "Show results" }).click();
    await page.getByText("0 people voted").waitFor();
    await eve.call("POST", `/api/v1/polls/${id}/votes`, { choices: [1] });
    await page.getByRole("button", { name: "Back to voting" }).click();
    await page.getByRole("radio", { name: "Left" }).check();
    await page.getByRole("button", { name: "Vote", exact: true }).click();
    await page.getByText("2 people voted").waitFor();
    const fay = await node.signUp("fay");
    await fay.call("POST", `/api/v1/polls/${id}/votes`, { choices: [1] });
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("3 people voted").waitFor();
    await page.getByText("67%").waitFor();
  });

  it("boosts one's own post for followers to them once more, and nobody else's", async () => {
    await alice.call("POST", `/api/v1/accounts/${bob.id}/follow`);
    const own = await alice.publish({ status: "For my friends", visibility: "private" });
    const other = await bob.publish({ status: "For Bob's friends", visibility: "private" });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@bob/${other}`);
    await page.getByText("For Bob's friends").waitFor();
    expect(await page.getByRole("button", { name: "This post cannot be boosted" }).isDisabled()).toBe(true);
    await device_.visit(`/@alice/${own}`);
    await page.getByRole("button", { name: "Boost to your followers" }).click();
    await expect
      .poll(() => alice.call("GET", `/api/v1/statuses/${own}`))
      .toMatchObject({ reblogged: true, reblogs_count: 1 });
    await page.getByRole("button", { name: "Boost to your followers, 1", pressed: true }).waitFor();
  });

  it("keeps away what others write: a conversation, a person for a while, a person for good", async () => {
    const first = await alice.publish({ status: "Tell me all" });
    const mallory = await node.signUp("mallory");
    await mallory.publish({ status: "Buy my pills" });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@alice/${first}`);
    await choose(page, "Mute this conversation");
    await page.getByText("You hear no more of this conversation.").waitFor();
    expect(await alice.call("GET", `/api/v1/statuses/${first}`)).toMatchObject({ muted: true });

    await device_.visit(`/@bob`);
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Mute bob" }).click();
    await page.getByText("3 days", { exact: true }).click();
    await page.getByLabel("Hide notifications as well").uncheck();
    await page.getByRole("button", { name: "Mute", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const muted = z
      .array(z.looseObject({ acct: z.string(), mute_expires_at: z.iso.datetime() }))
      .parse(await alice.call("GET", "/api/v1/mutes"));
    expect(muted.map(({ acct }) => acct)).toEqual(["bob"]);
    expect(Date.parse(muted[0]?.mute_expires_at ?? "") - Date.now()).toBeGreaterThan(71 * 3_600_000);
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Unmute bob" }).click();
    await expect.poll(() => alice.call("GET", "/api/v1/mutes")).toEqual([]);

    await device_.visit("/public/local");
    const spam = page.getByRole("article").filter({ hasText: "Buy my pills" });
    await choose(page, "Report mallory", spam);
    const dialog = page.getByRole("dialog", { name: "Report mallory" });
    await dialog.getByText("Buy my pills").waitFor();
    await dialog.getByRole("radio", { name: "It is something else" }).check();
    await dialog.getByLabel("What should the moderators know?").fill("No pills, please");
    await dialog.getByRole("button", { name: "Send report" }).click();
    await page.getByText("Thank you. The moderators will look at it.").waitFor();
    await choose(page, "Block mallory", spam);
    await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
    await expect.poll(() => alice.call("GET", "/api/v1/blocks")).toMatchObject([{ acct: "mallory" }]);
    await spam.waitFor({ state: "detached" });
  });
});
