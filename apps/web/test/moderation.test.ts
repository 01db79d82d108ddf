import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { startNode, type Person, type TestNode } from "./support/node.ts";
import { choose, openMenu } from "./support/postMenu.ts";

describe.skipIf(!hasChromium)("moderators", { timeout: 240_000 }, () => {
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
    const keys = new Keyboard(page);
    // What waits is announced at the way there.
    const settings = page.getByRole("button", { name: "Settings, 1 open report", exact: true });
    await keys.press(settings);
    const way = page.getByRole("menuitem", { name: "Moderation, 1 open report", exact: true });
    await way.locator("[data-count='1']").waitFor();
    expect(await way.textContent()).not.toContain("report");
    await keys.reach(way, "ArrowDown");
    await page.keyboard.press("Enter");
    const report = page.getByRole("region", { name: "Report about bob" });
    await report.getByText("He sells pills").waitFor();
    await report.getByText("by @carol").waitFor();
    await keys.press(report.getByRole("button", { name: "Delete this post" }));
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Delete" }));
    await page.getByText("Buy my pills").waitFor({ state: "detached" });
    await keys.isKept();
    await keys.press(report.getByRole("button", { name: "Suspend" }));
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }));
    await page.getByText("There is nothing to decide here.").waitFor();
    await keys.isKept();
    await page.getByRole("button", { name: "Settings", exact: true }).waitFor();
    await keys.press(page.getByRole("button", { name: "Closed" }));
    await report.getByText("Suspended").waitFor();

    await keys.press(page.getByRole("link", { name: "People", exact: true }));
    await keys.press(page.getByRole("button", { name: "Suspended" }));
    await keys.choose(page.getByRole("button", { name: "More about bob" }), "Let back in");
    await page.getByText("Nobody yet.").waitFor();
    await keys.isKept();
    await keys.press(page.getByRole("button", { name: "Everybody" }));
    const more = page.getByRole("button", { name: "More about carol" });
    await keys.choose(more, "Make moderator");
    await page.getByText("Moderator", { exact: true }).nth(1).waitFor();
    await keys.isAt(more);
    expect(await carol.call("GET", "/api/v1/accounts/verify_credentials")).toMatchObject({
      role: { name: "Moderator" },
    });
  });

  it("delete a post and suspend its author without a report, where they see them", async () => {
    const eve = await node.signUp("eve");
    const id = await eve.publish({ status: "Buy my hats" });
    await using mod = await device(browser);
    const { page } = mod;
    await mod.signIn("mod");
    const keys = new Keyboard(page);
    await mod.visit("/@eve");
    const post = page.getByRole("article").filter({ hasText: "Buy my hats" });
    const ofPost = post.getByRole("button", { name: "More about this post" });
    await keys.choose(ofPost, "Delete this post as moderator");
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Delete" }));
    await post.waitFor({ state: "detached" });
    await page.getByText("The post is deleted.").waitFor();
    expect((await node.fetch(`/api/v1/statuses/${id}`)).status).toBe(404);

    const isSuspended = async (): Promise<unknown> =>
      z
        .looseObject({ suspended: z.optional(z.boolean()) })
        .parse(await (await node.fetch("/api/v1/accounts/lookup?acct=eve")).json()).suspended ?? false;
    const ofPerson = page.getByRole("button", { name: "More about this profile" });
    await keys.choose(ofPerson, "Suspend eve");
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }));
    await page.getByText("The account is suspended.").waitFor();
    expect(await isSuspended()).toBe(true);
    await keys.choose(ofPerson, "Lift the suspension of eve");
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Let back in" }));
    await page.getByText("The suspension is lifted.").waitFor();
    expect(await isSuspended()).toBe(false);

    // Nobody else can.
    await eve.publish({ status: "Buy my gloves" });
    await using dora = await device(browser);
    await dora.signIn("dora");
    await dora.visit("/@eve");
    await openMenu(dora.page);
    await dora.page.getByRole("menuitem", { name: "Report eve" }).waitFor();
    expect(await dora.page.getByRole("menuitem", { name: /Suspend|as moderator/ }).count()).toBe(0);
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

  it("write the rules, by keyboard: what is left of them stands where everybody reads them", async () => {
    await using mod = await device(browser);
    const { page } = mod;
    await mod.signIn("mod");
    await mod.visit("/moderation/rules");
    const keys = new Keyboard(page);
    const rules = page.getByRole("list", { name: "Rules" }).getByRole("listitem");
    const texts = (): Promise<string[]> => rules.locator("p").allTextContents();
    await keys.write(page.getByLabel("New rule"), "Feed the birds");
    await keys.press(page.getByRole("button", { name: "Add rule" }));
    await expect.poll(texts).toEqual(["Be kind", "No advertising", "Feed the birds"]);
    await keys.isAt(page.getByLabel("New rule"));
    await keys.press(page.getByRole("button", { name: "Move rule 3 up" }));
    await expect.poll(texts).toEqual(["Be kind", "Feed the birds", "No advertising"]);
    // The same key moves it further.
    await keys.isAt(page.getByRole("button", { name: "Move rule 2 up" }));
    await page.keyboard.press("Enter");
    await expect.poll(texts).toEqual(["Feed the birds", "Be kind", "No advertising"]);
    await keys.isAt(page.getByRole("button", { name: "Move rule 1 down" }));
    await keys.press(page.getByRole("button", { name: "Change rule 1" }));
    const box = page.getByLabel("Text of rule 1");
    await keys.isAt(box);
    await box.fill("Feed the cats");
    const save = page.getByRole("button", { name: "Save changes" });
    // What was not saved is still there to be.
    await page.route("**/admin/rules/1", (route) => route.abort(), { times: 1 });
    await keys.press(save);
    await page.getByText("That did not work. Please try again.").waitFor();
    expect(await box.inputValue()).toBe("Feed the cats");
    expect(mod.complaints()).toEqual(["Failed to load resource: net::ERR_FAILED"]);
    await keys.press(save);
    await expect.poll(texts).toEqual(["Feed the cats", "Be kind", "No advertising"]);
    await keys.isKept();
    await keys.press(page.getByRole("button", { name: "Remove rule 3" }));
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Remove" }));
    await expect.poll(texts).toEqual(["Feed the cats", "Be kind"]);
    await keys.isKept();

    // Another moderator was quicker: that rule is not what was looked at.
    const quicker = async (route: Route): Promise<void> => {
      const { authorization = "" } = await route.request().allHeaders();
      await node.fetch("/api/v1/pleroma/admin/rules/1", {
        method: "PATCH",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ text: "Feed the dogs" }),
      });
      await route.continue();
    };
    await page.route("**/admin/rules/1", quicker, { times: 1 });
    await page.getByRole("button", { name: "Remove rule 1" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("The rules have changed meanwhile").waitFor();
    await expect.poll(texts).toEqual(["Feed the dogs", "Be kind"]);
    expect(mod.complaints()).toEqual([expect.stringContaining("status of 409")]);

    await using other = await device(browser);
    await other.signIn("dora");
    await other.visit("/about");
    await other.page.getByRole("main").getByText("Feed the dogs").waitFor();
    expect(await other.page.getByText("No advertising").count()).toBe(0);
    const page_ = await (await node.fetch("/auth/sign_up", { headers: { accept: "text/html" } })).text();
    expect(page_).toContain("Feed the dogs");
  });

  it("decide about servers, and nobody else does", async () => {
    await using mod = await device(browser);
    const { page } = mod;
    await mod.signIn("mod");
    await mod.visit("/moderation/domains");
    const keys = new Keyboard(page);
    await keys.write(page.getByLabel("Address of a server"), "rude.example");
    await keys.pick(page.getByLabel(/^Block:/));
    await keys.press(page.getByRole("button", { name: "Decide" }));
    await page.getByRole("listitem").filter({ hasText: "rude.example" }).getByText("Blocked").waitFor();
    await keys.isKept();
    await keys.press(page.getByRole("button", { name: "Let rude.example back in" }));
    await page.getByText("No server is silenced or blocked.").waitFor();
    await keys.isKept();

    await using other = await device(browser);
    const asked: string[] = [];
    other.page.on("request", (request) => request.url().includes("/admin/") && asked.push(request.url()));
    await other.signIn("dora");
    await other.visit("/moderation");
    await other.page.getByText("This is for the moderators of this server.").waitFor();
    await other.visit("/settings");
    await other.page.getByText("Words that you do not want to see").waitFor();
    expect(await other.page.getByRole("link", { name: /Moderation/ }).count()).toBe(0);
    expect(asked).toEqual([]);
  });
});
