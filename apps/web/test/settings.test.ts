import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf } from "./support/picture.ts";

describe.skipIf(!hasChromium)("what one sets for oneself", () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let bob: Person;
  let carol: Person;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    [alice, bob, carol] = await Promise.all([node.signUp("alice"), node.signUp("bob"), node.signUp("carol")]);
    await alice.call("POST", `/api/v1/accounts/${bob.id}/follow`);
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("answers who asks to follow, and lets people go who were blocked or muted", async () => {
    await alice.call("PATCH", "/api/v1/accounts/update_credentials", { locked: true });
    for (const person of [bob, carol]) await person.call("POST", `/api/v1/accounts/${alice.id}/follow`);
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("alice");
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.getByRole("link", { name: "Follow requests" }).first().click();
    await page.getByRole("button", { name: "Accept bob" }).press("Enter");
    await page.getByRole("button", { name: "Accept bob" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Reject carol" }).press("Enter");
    await page.getByText("Nobody is waiting for your answer.").waitFor();
    await reader.visit("/@alice/followers");
    await page.locator("#main").getByText("@bob").waitFor();
    expect(await page.locator("#main").getByText("@carol").count()).toBe(0);

    await alice.call("POST", `/api/v1/accounts/${carol.id}/block`);
    await alice.call("POST", `/api/v1/accounts/${bob.id}/mute`);
    for (const [path, button] of [["/blocks", "Unblock carol"], ["/mutes", "Unmute bob"]] as const) {
      await reader.visit(path);
      await page.getByRole("button", { name: button }).press("Enter");
      await page.getByRole("button", { name: button }).waitFor({ state: "detached" });
    } // prettier-ignore
  });

  it("reads chosen people in a list", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("alice");
    await page.getByRole("link", { name: "Lists", exact: true }).click();
    await page.getByLabel("New list").fill("Neighbours");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/lists\/\d+\/edit$/);
    await page.getByLabel("Find people you follow").pressSequentially("bo");
    await page.getByRole("button", { name: "Add bob" }).press("Enter");
    await page.getByRole("button", { name: "Remove bob" }).waitFor();
    await page.getByLabel("To anybody you follow").check();
    await page.getByLabel("Name of the list").fill("Good neighbours");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("The list is saved.").waitFor();
    await reader.visit(new URL(page.url()).pathname.replace("/edit", ""));
    await page.getByRole("heading", { name: "Good neighbours" }).waitFor();
    await page.getByText("Nothing yet.").waitFor();
    await bob.publish({ status: "Over the fence" });
    await page.getByRole("button", { name: "1 new post" }).click();
    await page.getByRole("article").getByText("Over the fence").waitFor();
    await page.getByRole("link", { name: "Edit list" }).click();
    await page.getByRole("button", { name: "Delete list" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete list" }).click();
    await page.waitForURL(`${ORIGIN}/lists`);
    await page.getByText("You have none yet.").waitFor();
  });

  it("keeps words away, behind a warning or altogether", async () => {
    await bob.publish({ status: "Did you see the spoilery ending?" });
    await bob.publish({ status: "Cabbage is cheap today" });
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("alice");
    await reader.visit("/filters");
    await page.getByRole("link", { name: "New filter" }).click();
    await page.getByLabel("Name of the filter").fill("Films");
    await page.getByLabel("Word or phrase 1").fill("spoilery");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(`${ORIGIN}/filters`);
    await page.getByRole("link", { name: /Films/ }).waitFor();
    await page.getByRole("link", { name: "Home", exact: true }).click();
    const post = page.getByRole("article").filter({ hasText: "Filtered: Films" });
    await post.waitFor();
    expect(await page.getByText("Did you see").count()).toBe(0);
    await post.focus();
    await page.keyboard.press("x");
    await page.getByText("Did you see the spoilery ending?").waitFor();

    await reader.visit("/filters");
    await page.getByRole("link", { name: /Films/ }).click();
    await page.getByRole("button", { name: "Add another word" }).click();
    await page.getByLabel("Word or phrase 2").fill("cabbage");
    await page.getByRole("button", { name: "Remove word 1" }).click();
    await page.getByLabel("They are not shown at all").check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(`${ORIGIN}/filters`);
    await reader.visit("/home");
    await page.getByText("Did you see the spoilery ending?").waitFor();
    expect(await page.getByText("Cabbage").count()).toBe(0);
  });

  it("tells together who liked a post, and only of what one wants to hear", async () => {
    const id = await alice.publish({ status: "Everybody likes this" });
    for (const person of [bob, carol]) await person.call("POST", `/api/v1/statuses/${id}/favourite`);
    await bob.call("POST", `/api/v1/statuses/${id}/reblog`);
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("alice");
    await reader.visit("/notifications");
    await page.getByRole("article", { name: "carol and 1 other person liked your post" }).waitFor();
    await page.getByRole("button", { name: "Boosts" }).click();
    await page.getByRole("article", { name: "bob boosted your post" }).waitFor();
    expect(await page.getByRole("feed").getByRole("article").count()).toBe(1);
  });

  it("begins new posts as one has chosen, and an answer never more public than what it answers", async () => {
    const quiet = await bob.publish({ status: "Only for followers", visibility: "private" });
    await using writer = await device(browser);
    const { page } = writer;
    await writer.signIn("alice");
    await writer.visit("/settings");
    await page.getByRole("link", { name: "New posts" }).click();
    const visibility = page.getByLabel("Who can see it");
    const language = page.getByLabel("Language of the post");
    const sensitive = page.getByLabel("Mark media as sensitive");
    await visibility.selectOption("Unlisted");
    await language.selectOption("it");
    await sensitive.check();
    await page.getByRole("link", { name: "Home", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Your changes are saved.").waitFor();
    expect(await alice.call("GET", "/api/v1/preferences")).toMatchObject({
      "posting:default:visibility": "unlisted",
      "posting:default:language": "it",
      "posting:default:sensitive": true,
    });
    await page.reload();
    await visibility.waitFor();
    expect(await sensitive.isChecked()).toBe(true);
    await writer.visit("/home");
    await page.getByRole("button", { name: "New post", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[type=file]").setInputFiles(await pictureOf(60, 40));
    expect(await visibility.inputValue()).toBe("unlisted");
    expect(await language.inputValue()).toBe("it");
    expect(await sensitive.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Remove violet.png" }).click();
    await page.keyboard.press("Escape");
    await writer.visit(`/@bob/${quiet}`);
    await page.getByRole("article").getByRole("button", { name: "Reply" }).click();
    await dialog.waitFor();
    expect(await visibility.inputValue()).toBe("private");
  });
});
