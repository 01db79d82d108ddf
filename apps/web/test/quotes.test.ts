import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { faults, violationsOf } from "./support/faults.ts";
import { startNode, type Person, type TestNode } from "./support/node.ts";
import { hills, png } from "./support/village.ts";
import { choose, openMenu } from "./support/postMenu.ts";

describe.skipIf(!hasChromium)("quotes", () => {
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

  it("of what others let one quote are written with the post in sight, and shown with it", async () => {
    const id = await bob.publish({ status: "Worth repeating" });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@bob/${id}`);
    await choose(page, "Quote", page.getByRole("article").filter({ hasText: "Worth repeating" }));
    const dialog = page.getByRole("dialog", { name: "Quote" });
    await dialog.getByText("Worth repeating").waitFor();
    await dialog.getByLabel("Who can quote it").selectOption("Followers");
    await dialog.getByRole("textbox", { name: "Text of the post" }).fill("Listen to bob");
    await dialog.getByRole("button", { name: "Post", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await device_.visit("/home");
    const quoting = page.getByRole("article").filter({ hasText: "Listen to bob" });
    const card = quoting.getByRole("link", { name: "Quotes a post by bob" });
    await card.getByText("Worth repeating").waitFor();
    // The line for software without quotes is not shown beside it.
    expect(await quoting.getByText("RE:").locator("visible=true").count()).toBe(0);
    await card.click();
    await page.waitForURL(`**/@bob/${id}`);
    await page.getByText("1 quote", { exact: true }).waitFor();
  });

  it("are offered only of posts that one may quote, and who may can be changed", async () => {
    const closed = await bob.publish({ status: "Not for quoting", quote_approval_policy: "nobody" });
    const own = await alice.publish({ status: "My own words" });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@bob/${closed}`);
    const post = page.getByRole("article").filter({ hasText: "Not for quoting" });
    await openMenu(page, post);
    await page.getByRole("menuitem", { name: "Copy" }).first().waitFor();
    expect(await page.getByRole("menuitem", { name: "Quote", exact: true }).count()).toBe(0);

    await device_.visit(`/@alice/${own}`);
    await choose(page, "Who can quote it", page.getByRole("article").filter({ hasText: "My own words" }));
    const dialog = page.getByRole("dialog", { name: "Who can quote it" });
    expect(await dialog.getByRole("radio", { name: "Anybody" }).isChecked()).toBe(true);
    await dialog.getByRole("radio", { name: "Only me" }).check();
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await bob.call("GET", `/api/v1/statuses/${own}`)).toMatchObject({
      quote_approval: { automatic: [], current_user: "denied" },
    });
  });

  it("of one's post are told, and the post can be taken out of them", async () => {
    const own = await alice.publish({ status: "Words of mine" });
    await bob.publish({ status: "What a thing to say", quoted_status_id: own });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit("/notifications");
    await page.getByText("bob quoted your post").waitFor();
    await page.getByRole("link", { name: "What a thing to say" }).click();
    const post = page.getByRole("article").filter({ hasText: "What a thing to say" });
    await post.getByText("Words of mine").waitFor();
    await choose(page, "Remove my post from it", post);
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove my post from it" }).click();
    await post.getByText("The quoted post is not available.").waitFor();
    expect(await post.getByText("Words of mine").count()).toBe(0);
  });

  it("are for whom one has set in the profile, unless a post says otherwise", async () => {
    await using device_ = await device(browser);
    const { page } = device_;
    await node.signUp("cleo");
    await device_.signIn("cleo");
    await device_.visit("/settings/profile");
    const policy = page.getByLabel("Who can quote your posts");
    await policy.waitFor();
    expect(await policy.inputValue()).toBe("public");
    await policy.selectOption("Only me");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL("**/@cleo");
    await device_.visit("/settings/profile");
    await expect.poll(() => policy.inputValue()).toBe("nobody");
    await device_.visit("/home");
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).waitFor();
    expect(await page.getByLabel("Who can quote it").inputValue()).toBe("nobody");
  });

  it("show the pictures of the post, and hide what it hides until one asks for it", async () => {
    const upload = async (): Promise<string> => {
      const file = new FormData();
      file.set("file", await png(hills(600, 400, "#f7b267")));
      file.set("description", "Three ridges");
      return ((await bob.call("POST", "/api/v2/media", file)) as { readonly id: string }).id;
    };
    const pictured = await bob.publish({
      status: "From the top",
      media_ids: [await upload()],
      sensitive: true,
    });
    const warned = await bob.publish({
      status: "The gardener did it",
      spoiler_text: "The end",
      media_ids: [await upload()],
    });
    await alice.publish({ status: "What a view", quoted_status_id: pictured });
    await alice.publish({ status: "Do not read on", quoted_status_id: warned });
    await using device_ = await device(browser, { storageState: signedIn, bypassCSP: true });
    const { page } = device_;
    await device_.visit("/@alice");
    const view = page.getByRole("article").filter({ hasText: "What a view" });
    await view.getByRole("link", { name: "Quotes a post by bob" }).getByText("From the top").waitFor();
    expect(await view.getByRole("img", { name: "Three ridges" }).count()).toBe(0);
    await view.getByRole("button", { name: "Show sensitive media" }).click();
    await view.getByRole("button", { name: "Three ridges" }).click();
    await page.getByRole("dialog").getByRole("img", { name: "Three ridges" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const end = page.getByRole("article").filter({ hasText: "Do not read on" });
    await end.getByText("The end", { exact: true }).waitFor();
    expect(await end.getByText("The gardener did it").count()).toBe(0);
    expect(await end.getByRole("img", { name: "Three ridges" }).count()).toBe(0);
    await end.getByRole("button", { name: "Show post" }).click();
    await end.getByText("The gardener did it").waitFor();
    await end.getByRole("img", { name: "Three ridges" }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it("show what meets a filter no more than posts do: behind a warning, or not at all", async () => {
    for (const [word, filter_action] of [
      ["zucchini", "hide"],
      ["aubergine", "warn"],
    ])
      await alice.call("POST", "/api/v2/filters", {
        title: `No ${word}`,
        context: ["home"],
        filter_action,
        keywords_attributes: [{ keyword: word, whole_word: true }],
      });
    const hidden = await bob.publish({ status: "A zucchini for everybody" });
    const warned = await bob.publish({ status: "The aubergine is ripe" });
    await alice.publish({ status: "Nobody asked for that", quoted_status_id: hidden });
    await alice.publish({ status: "That one is for later", quoted_status_id: warned });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit("/home");
    const first = page.getByRole("article").filter({ hasText: "Nobody asked for that" });
    await first.getByText("The quoted post meets one of your filters.").waitFor();
    expect(await first.getByText("A zucchini for everybody").count()).toBe(0);
    const second = page.getByRole("article").filter({ hasText: "That one is for later" });
    await second.getByText("Filtered: No aubergine").waitFor();
    expect(await second.getByText("The aubergine is ripe").count()).toBe(0);
    await second.getByRole("button", { name: "Show anyway" }).click();
    await second
      .getByRole("link", { name: "Quotes a post by bob" })
      .getByText("The aubergine is ripe")
      .waitFor();
  });

  it("of a post are listed to its author", async () => {
    const own = await alice.publish({ status: "Say it again" });
    await bob.publish({ status: "As alice says", quoted_status_id: own });
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit(`/@alice/${own}`);
    await page.getByRole("link", { name: "1 quote", exact: true }).click();
    await page.getByRole("heading", { name: "Quotes of your post" }).waitFor();
    await page.getByRole("feed").getByText("As alice says").waitFor();
    await page.reload();
    await page.getByRole("feed").getByText("As alice says").waitFor();
  });

  it.each(["light", "dark"] as const)("leave nothing to axe, in %s", async (colorScheme) => {
    const original = await bob.publish({ status: "Quoted" });
    const id = await alice.publish({ status: "Quoting it", quoted_status_id: original });
    // The app's own policy would keep axe out.
    await using device_ = await device(browser, { storageState: signedIn, colorScheme, bypassCSP: true });
    const { page } = device_;
    await device_.visit(`/@alice/${id}`);
    await page.getByRole("link", { name: "Quotes a post by bob" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await choose(page, "Quote", page.getByRole("article").filter({ hasText: "Quoting it" }).first());
    await page.getByRole("dialog").getByText("Quoting it").waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
