import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf } from "./support/picture.ts";
import { choose } from "./support/postMenu.ts";

describe.skipIf(!hasChromium)("taking part", () => {
  let node: TestNode;
  let browser: Browser;
  let bob: Person;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await node.signUp("alice");
    bob = await node.signUp("bob");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("likes and boosts, shows it at once, and takes it back when the node says no", async () => {
    await bob.publish({ status: "Likeable" });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/public/local");
    const post = page.getByRole("article").filter({ hasText: "Likeable" });
    await post.getByRole("button", { name: "Like", exact: true }).click();
    await post.getByRole("button", { name: "Like, 1", pressed: true }).waitFor();
    await post.getByRole("button", { name: "Boost", exact: true }).click();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).waitFor();
    await page.reload();
    await post.getByRole("button", { name: "Like, 1", pressed: true }).click();
    await post.getByRole("button", { name: "Like", exact: true, pressed: false }).waitFor();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).click();
    await post.getByRole("button", { name: "Boost", exact: true, pressed: false }).waitFor();

    await page.route("**/bookmark", (route) => route.fulfill({ status: 503, json: { error: "No" } }));
    await post.getByRole("button", { name: "Bookmark" }).click();
    await page.getByText("That did not work.").waitFor();
    await post.getByRole("button", { name: "Bookmark", pressed: false }).waitFor();
    expect(alice.complaints()).toEqual([expect.stringContaining("503")]);
  });

  it("goes on showing what was pressed last when the node answers to what was pressed before", async () => {
    const id = await bob.publish({ status: "Pressed twice" });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/public/local");
    const post = page.getByRole("article").filter({ hasText: "Pressed twice" });
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/reblog", async (route) => {
      await held;
      await route.continue();
    });
    const boosted = page.waitForResponse("**/reblog");
    await post.getByRole("button", { name: "Boost", exact: true }).waitFor();
    // The answer to the like can be told by it.
    await bob.call("POST", `/api/v1/statuses/${id}/favourite`);
    await post.getByRole("button", { name: "Like", exact: true }).click();
    await post.getByRole("button", { name: "Boost", exact: true }).click();
    await post.getByRole("button", { name: "Like, 2", pressed: true }).waitFor();
    expect(await post.getByRole("button", { name: "Boost, 1", pressed: true }).count()).toBe(1);
    answer();
    await boosted;
    await page.reload();
    await post.getByRole("button", { name: "Boost, 1", pressed: true }).waitFor();
  });

  it("leaves no draft on the device after signing out", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("For nobody else to read");
    const drafts = (): Promise<string[]> =>
      page.evaluate("Object.values(localStorage).filter((it) => it.includes('For nobody else'))");
    await expect.poll(async () => (await drafts()).length).toBe(1);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    expect(await drafts()).toEqual([]);
  });

  it("writes a post with a picture, its description and a warning", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page
      .getByRole("textbox", { name: "Text of the post" })
      .fill("See https://example.org/a/very/long/path/that/counts/little and @bob@far.example");
    // 4 + 23 + 5 + 4: the server counts a link as 23, and a mention without its host.
    expect(await page.getByTestId("characters-left").textContent()).toContain("464");
    await page.locator("input[type=file]").setInputFiles(await pictureOf(60, 40));
    await page.getByText("A description lets people").waitFor();
    await page.getByLabel("Description").fill("A violet field");
    await page.getByRole("button", { name: "Content warning" }).click();
    await page.getByRole("textbox", { name: "Content warning" }).fill("Colours");
    await page.getByLabel("Who can see it").selectOption("Followers only");
    await page.getByRole("button", { name: "Post", exact: true }).click();

    const post = page.getByRole("article").filter({ hasText: "Colours" });
    await post.getByText("Followers only").waitFor();
    expect(await post.getByText("and @bob").count()).toBe(0);
    await post.getByRole("button", { name: "Show post" }).click();
    await post.getByRole("img", { name: "A violet field" }).waitFor();
    await post.getByRole("button", { name: "A violet field" }).click();
    await page.getByRole("dialog").getByRole("img", { name: "A violet field" }).waitFor();
  });

  it("refuses what is too long, and brings back what was being written", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.keyboard.press("n");
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.fill("x".repeat(501));
    expect(await page.getByRole("button", { name: "Post", exact: true }).isDisabled()).toBe(true);
    await text.fill("Half a thou");
    await page.reload();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByText("Your draft is back.").waitFor();
    expect(await text.inputValue()).toBe("Half a thou");
    await text.fill("Half a thought, finished");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("article").getByText("Half a thought, finished").waitFor();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    expect(await text.inputValue()).toBe("");
  });

  it("answers, votes, and deletes", async () => {
    const id = await bob.publish({
      status: "A question",
      poll: { options: ["Yes", "No"], expires_in: 3600 },
    });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit(`/@bob/${id}`);
    await page.getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("button", { name: "Vote" }).click();
    await page.getByText("1 person voted").waitFor();
    await page.getByText("100%").waitFor();

    await page.getByRole("button", { name: "Reply" }).first().click();
    const text = page.getByRole("textbox", { name: "Text of the post" });
    expect(await text.inputValue()).toBe("@bob ");
    await page.keyboard.type("An answer");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const answer = page.getByRole("article").filter({ hasText: "An answer" });
    await answer.waitFor();
    await page.getByRole("button", { name: "Reply, 1" }).waitFor();

    await choose(page, "Delete", answer);
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await answer.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("100%").waitFor();
    expect(await answer.count()).toBe(0);
  });
});
