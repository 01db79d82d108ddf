import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { startNode, type Person, type TestNode } from "./support/node.ts";
import { choose } from "./support/postMenu.ts";

describe.skipIf(!hasChromium)("moderators", () => {
  let node: TestNode;
  let browser: Browser;
  let bob: Person;
  let carol: Person;
  beforeAll(async () => {
    node = await startNode({ INSTANCE_RULES: "Be kind|No advertising" });
    browser = await launch(node);
    await Promise.all([node.signUp("mod"), node.signUp("dora")]);
    [bob, carol] = await Promise.all([node.signUp("bob"), node.signUp("carol")]);
    await node.promote("mod");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("read reports, delete the post and suspend its author, by keyboard", async () => {
    const status = await bob.publish({ status: "Buy my pills" });
    await carol.call("POST", "/api/v1/reports", {
      account_id: bob.id,
      status_ids: [status],
      comment: "He sells pills",
      category: "spam",
    });
    await using mod = await device(browser);
    const { page } = mod;
    await mod.signIn("mod");
    await mod.visit("/settings");
    await page.getByRole("link", { name: /Moderation/ }).press("Enter");
    const report = page.getByRole("region", { name: "Report about bob" });
    await report.getByText("He sells pills").waitFor();
    await report.getByText("by @carol").waitFor();
    await report.getByRole("button", { name: "Delete this post" }).press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).press("Enter");
    await page.getByText("Buy my pills").waitFor({ state: "detached" });
    await report.getByRole("button", { name: "Suspend" }).press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).press("Enter");
    await page.getByText("There is nothing to decide here.").waitFor();
    await page.getByRole("button", { name: "Closed" }).press("Enter");
    await report.getByText("Suspended").waitFor();

    await page.getByRole("link", { name: "People", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Suspended" }).press("Enter");
    await page.getByRole("button", { name: "More about bob" }).press("Enter");
    await page.getByRole("menuitem", { name: "Let back in" }).press("Enter");
    await page.getByText("Nobody yet.").waitFor();
    await page.getByRole("button", { name: "Everybody" }).press("Enter");
    await page.getByRole("button", { name: "More about carol" }).press("Enter");
    await page.getByRole("menuitem", { name: "Make moderator" }).press("Enter");
    await page.getByText("Moderator", { exact: true }).nth(1).waitFor();
    expect(await carol.call("GET", "/api/v1/accounts/verify_credentials")).toMatchObject({
      role: { name: "Moderator" },
    });
  });

  it("read which rules somebody says were broken, as everybody reads them", async () => {
    await bob.publish({ status: "Buy my boots" });
    await using dora = await device(browser);
    await dora.signIn("dora");
    await dora.visit("/about");
    const rules = dora.page.getByRole("main").getByRole("listitem");
    await rules.nth(1).waitFor();
    expect(await rules.allTextContents()).toEqual(["Be kind", "No advertising"]);
    await dora.visit("/@bob");
    const post = dora.page.getByRole("article").filter({ hasText: "Buy my boots" });
    await choose(dora.page, /^Report/, post);
    const dialog = dora.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /rule/ }).check();
    await dialog.getByRole("checkbox", { name: "No advertising" }).check();
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });

    await using mod = await device(browser);
    await mod.signIn("mod");
    await mod.visit("/moderation");
    const report = mod.page.getByRole("region", { name: "Report about bob" });
    await report.getByRole("list", { name: "Rules that were broken" }).getByText("No advertising").waitFor();
    expect(await report.getByText("Be kind").count()).toBe(0);
  });

  it("decide about servers, and nobody else does", async () => {
    await using mod = await device(browser);
    const { page } = mod;
    await mod.signIn("mod");
    await mod.visit("/moderation/domains");
    await page.getByLabel("Address of a server").fill("rude.example");
    await page.getByLabel(/^Block:/).check();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByRole("listitem").filter({ hasText: "rude.example" }).getByText("Blocked").waitFor();
    await page.getByRole("button", { name: "Let rude.example back in" }).click();
    await page.getByText("No server is silenced or blocked.").waitFor();

    await using other = await device(browser);
    await other.signIn("dora");
    await other.visit("/moderation");
    await other.page.getByText("This is for the moderators of this server.").waitFor();
    await other.visit("/settings");
    await other.page.getByText("Words that you do not want to see").waitFor();
    expect(await other.page.getByRole("link", { name: /Moderation/ }).count()).toBe(0);
  });
});
