/** Writing, and what is done with posts, by keyboard alone (WI-2.8: publish, media, reply, like and boost, delete). */

import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { hills, png } from "./support/village.ts";

const MORE = { name: "More about this post" };
const withFocus = z.array(
  z.looseObject({
    spoiler_text: z.string(),
    media_attachments: z.array(
      z.looseObject({
        description: z.string().nullable(),
        meta: z.looseObject({ focus: z.object({ x: z.number(), y: z.number() }).optional() }),
      }),
    ),
  }),
);

async function picture(sky: string): Promise<Buffer> {
  return Buffer.from(await (await png(hills(600, 400, sky))).arrayBuffer());
}

// Every press is looked at: a long way to go on a busy machine.
describe.skipIf(!hasChromium)("by keyboard alone, somebody", { timeout: 240_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let bob: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    [alice, bob] = await Promise.all([node.signUp("alice"), node.signUp("bob")]);
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  const asAlice = (): Promise<Device> => device(browser, { storageState: signedIn });
  const textField = (page: Page): Locator => page.getByRole("textbox", { name: "Text of the post" });
  const post = (page: Page, text: string): Locator => page.getByRole("article").filter({ hasText: text });

  it("publishes pictures behind a warning, with words for them and what is always seen", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/home");
    await keys.press(page.getByRole("button", { name: "New post", exact: true }));
    const dialog = page.getByRole("dialog", { name: "New post" });
    await keys.isAt(textField(page));
    await page.keyboard.type("Two hills");
    await keys.press(dialog.getByRole("button", { name: "Content warning" }), "Space");
    await keys.write(dialog.getByRole("textbox", { name: "Content warning" }), "Heights");
    const add = dialog.getByRole("button", { name: "Add pictures" });
    await keys.attach(add, "one.png", await picture("#f7b267"));
    await dialog.getByRole("slider", { name: "From left to right" }).waitFor({ state: "attached" });
    await keys.attach(add, "two.png", await picture("#9cc9e8"));
    const second = dialog.getByRole("group", { name: "What is always seen of two.png" });
    await keys.reach(second.getByRole("slider", { name: "From left to right" }));
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("ArrowLeft");
    await keys.reach(second.getByRole("slider", { name: "From bottom to top" }));
    for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press("ArrowUp");
    await keys.write(dialog.getByLabel("Description").first(), "A hill in the morning");
    // Who forgot a description is led to it.
    await keys.press(dialog.getByRole("button", { name: "Post", exact: true }));
    const reminder = page.getByRole("alert").filter({ hasText: "One file has no description" });
    await keys.press(reminder.getByRole("button", { name: "Describe" }));
    await keys.isAt(dialog.getByLabel("Description").nth(1));
    await page.keyboard.type("A hill at noon");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await keys.isAt(page.getByRole("button", { name: "New post", exact: true }));

    const [status] = withFocus.parse(
      await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?only_media=true`),
    );
    expect(status?.spoiler_text).toBe("Heights");
    expect(status?.media_attachments).toMatchObject([
      { description: "A hill in the morning" },
      { description: "A hill at noon", meta: { focus: { x: -0.4, y: 0.2 } } },
    ]);

    // Behind the warning they are looked at one after the other, and left for where one was.
    const shown = post(page, "Heights");
    await shown.waitFor();
    await page.keyboard.press("j");
    await keys.isAt(shown);
    await page.keyboard.press("x");
    const first = shown.getByRole("button", { name: "A hill in the morning" });
    await keys.press(first);
    await page.getByRole("dialog", { name: "Picture 1 of 2" }).waitFor();
    await page.keyboard.press("ArrowRight");
    const box = page.getByRole("dialog", { name: "Picture 2 of 2" });
    await box.getByRole("img", { name: "A hill at noon" }).waitFor();
    await keys.press(box.getByRole("button", { name: "Next picture" }));
    await page.getByRole("dialog", { name: "Picture 1 of 2" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await keys.isAt(first);
  });

  it("asks with a poll, and another one answers it", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    await keys.isAt(textField(page));
    await page.keyboard.type("Tea or coffee?");
    const dialog = page.getByRole("dialog", { name: "New post" });
    await keys.press(dialog.getByRole("button", { name: "Poll", exact: true }));
    await keys.write(dialog.getByRole("textbox", { name: "Option 1" }), "Tea");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Coffee");
    await page.keyboard.press("Enter");
    await keys.isAt(dialog.getByRole("textbox", { name: "Option 3" }));
    // An option too many goes again, and leaves the focus at its neighbour.
    await keys.press(dialog.getByRole("button", { name: "Remove option 3" }));
    await keys.isAt(dialog.getByRole("textbox", { name: "Option 2" }));
    await keys.select(dialog.getByLabel("How long the poll is open"), String(3 * 86_400));
    await keys.press(dialog.getByLabel("Several answers"), "Space");
    await keys.select(dialog.getByLabel("Who can see it"), "unlisted");
    await keys.press(dialog.getByRole("button", { name: "Post", exact: true }));
    await dialog.waitFor({ state: "detached" });
    await post(page, "Tea or coffee?").waitFor();
    expect(await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?limit=1`)).toMatchObject([
      { visibility: "unlisted", poll: { multiple: true, options: [{ title: "Tea" }, { title: "Coffee" }] } },
    ]);

    const poll = { options: ["Rye", "Wheat"], expires_in: 86_400 };
    const id = await bob.publish({ status: "Which bread?", poll });
    await device_.visit(`/@bob/${id}`);
    const asked = post(page, "Which bread?");
    await asked.waitFor();
    await keys.reach(asked.getByRole("radio", { name: "Rye" }));
    await page.keyboard.press("Space");
    await keys.press(asked.getByRole("button", { name: "Vote" }));
    await asked.getByText("1 person voted").waitFor();
    await keys.isKept();
  });

  it("answers, boosts, likes and bookmarks, and takes it back", async () => {
    await bob.publish({ status: "Worth a word" });
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/@bob");
    const liked = post(page, "Worth a word");
    for (const [name, pressed] of [["Like", true], ["Boost", true], ["Bookmark", true], ["Boost", false], ["Like", false], ["Bookmark", false]] as const) {
      await keys.press(liked.getByRole("button", { name: new RegExp(`^${name}`) }));
      await keys.isAt(liked.getByRole("button", { name: new RegExp(`^${name}`), pressed }));
    } // prettier-ignore
    await keys.press(liked.getByRole("button", { name: /^Reply/ }));
    await keys.isAt(textField(page));
    await page.keyboard.type("Well said");
    await keys.press(page.getByRole("dialog").getByRole("button", { name: "Post", exact: true }));
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await keys.isAt(liked.getByRole("button", { name: /^Reply/ }));
    await keys.press(liked.locator("time").locator("xpath=.."));
    await page.waitForURL(/\/@bob\/\d+$/);
    await post(page, "Well said").waitFor();
    await keys.isKept();
    await keys.reach(page.getByRole("button", { name: "Back" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(`${ORIGIN}/@bob`);
    await liked.waitFor();
    await keys.isKept();
  });

  it("quotes, edits, pins, and deletes without losing the place", async () => {
    const words = await bob.publish({ status: "Quote me on that" });
    for (const status of ["The oldest", "The middle one", "The latest"]) await alice.publish({ status });
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit(`/@bob/${words}`);
    const quoted = post(page, "Quote me on that");
    await keys.choose(quoted.getByRole("button", MORE), "Quote");
    await keys.isAt(textField(page));
    await page.keyboard.type("As he says");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await keys.isAt(quoted.getByRole("button", MORE));

    await device_.visit("/@alice");
    const latest = post(page, "The latest");
    await keys.choose(latest.getByRole("button", MORE), "Edit");
    await keys.isAt(textField(page));
    await page.keyboard.type(" of all");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const edited = post(page, "The latest of all");
    await keys.isAt(edited.getByRole("button", MORE));
    await keys.choose(edited.getByRole("button", MORE), "Versions of this post");
    await page.getByRole("dialog").getByText("The latest", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await keys.isAt(edited.getByRole("button", MORE));
    await keys.choose(edited.getByRole("button", MORE), "Pin to your profile");
    await page.getByText("The post stands at the top of your profile.").waitFor();
    await keys.isKept();

    const middle = post(page, "The middle one");
    await keys.choose(middle.getByRole("button", MORE), "Delete");
    const question = page.getByRole("alertdialog");
    await keys.press(question.getByRole("button", { name: "Cancel" }));
    await question.waitFor({ state: "detached" });
    await keys.isAt(middle.getByRole("button", MORE));
    await keys.choose(middle.getByRole("button", MORE), "Delete");
    await keys.press(question.getByRole("button", { name: "Delete" }));
    await middle.waitFor({ state: "detached" });
    await keys.isAt(post(page, "The oldest"));
    // The last one of all leaves it at the one before.
    await keys.choose(post(page, "The oldest").getByRole("button", MORE), "Delete");
    await keys.press(question.getByRole("button", { name: "Delete" }));
    await post(page, "The oldest").waitFor({ state: "detached" });
    await keys.isKept();
  });
});
