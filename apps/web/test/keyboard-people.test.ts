/** Finding people and being with them, by keyboard alone (WI-2.8: search, follow and unfollow, block). */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";

// Every press is looked at: a long way to go on a busy machine.
describe.skipIf(!hasChromium)("by keyboard alone, people", { timeout: 240_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let bob: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode({ INSTANCE_RULES: "Be kind|No advertising" });
    browser = await launch(node);
    [alice, bob] = await Promise.all([node.signUp("alice"), node.signUp("bob")]);
    await bob.publish({ status: "Bob was here" });
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  const asAlice = (): Promise<Device> => device(browser, { storageState: signedIn });

  it("are found, followed, put on a list, and followed no more", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/home");
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    await page.keyboard.press("/");
    await keys.isAt(page.getByRole("searchbox"));
    await page.keyboard.type("bo");
    await keys.press(page.locator("#main").getByRole("link", { name: "@bob" }));
    await page.waitForURL(`${ORIGIN}/@bob`);
    await keys.press(page.getByRole("button", { name: "Follow", exact: true }));
    await keys.isAt(page.getByRole("button", { name: "Unfollow" }));
    await keys.press(page.getByRole("link", { name: "1 follower" }));
    await page.waitForURL(`${ORIGIN}/@bob/followers`);
    await page.locator("#main").getByText("@alice").waitFor();
    await keys.isAt(page.locator("#main"));

    await keys.press(page.getByRole("link", { name: "Lists", exact: true }));
    await page.waitForURL(`${ORIGIN}/lists`);
    await keys.write(page.getByLabel("New list"), "Bakers");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/lists\/\d+\/edit$/);
    await keys.write(page.getByLabel("Find people you follow"), "bo");
    await keys.press(page.getByRole("button", { name: "Add bob" }));
    const remove = page.getByRole("button", { name: "Remove bob" });
    await remove.waitFor();
    await keys.isKept();
    await keys.pick(page.getByRole("radio", { name: "None" }));
    await keys.press(page.getByLabel("Show only here"), "Space");
    await keys.press(page.getByRole("button", { name: "Save changes" }));
    await page.getByText("The list is saved.").waitFor();
    await keys.isKept();
    await keys.press(remove);
    await page.getByText("Nobody is on this list yet.").waitFor();
    await keys.isKept();
    await keys.press(page.getByRole("button", { name: "Delete list" }));
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Delete list" }));
    await page.waitForURL(`${ORIGIN}/lists`);
    await page.getByText("You have none yet.").waitFor();
    await keys.isAt(page.locator("#main"));

    await device_.visit("/@bob");
    await keys.press(page.getByRole("button", { name: "Unfollow" }));
    await keys.isAt(page.getByRole("button", { name: "Follow", exact: true }));
  });

  it("are let in, or not, by whoever approves followers", async () => {
    for (const name of ["carla", "dario", "elena"]) {
      const person = await node.signUp(name);
      if (name === "carla")
        await alice.call("PATCH", "/api/v1/accounts/update_credentials", { locked: true });
      await person.call("POST", `/api/v1/accounts/${alice.id}/follow`);
    }
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/settings");
    await keys.press(page.getByRole("link", { name: /Follow requests/ }));
    await page.waitForURL(`${ORIGIN}/follow_requests`);
    await keys.press(page.getByRole("button", { name: "Accept carla" }));
    await page.getByRole("button", { name: "Accept carla" }).waitFor({ state: "detached" });
    await keys.isKept();
    await keys.press(page.getByRole("button", { name: /dario/ }).last());
    await page.getByRole("button", { name: "Accept dario" }).waitFor({ state: "detached" });
    await keys.isKept();
    expect(await alice.call("GET", `/api/v1/accounts/${alice.id}/followers`)).toMatchObject([
      { acct: "carla" },
    ]);
  });

  it("are muted, reported and blocked, and let go again", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/@bob");
    const menu = page.getByRole("button", { name: "More about this profile" });
    await keys.choose(menu, "Mute bob");
    const muting = page.getByRole("dialog", { name: "Mute bob" });
    await keys.pick(muting.getByRole("radio", { name: "1 day" }));
    await keys.press(muting.getByLabel("Hide notifications as well"), "Space");
    await keys.press(muting.getByRole("button", { name: "Mute", exact: true }));
    await muting.waitFor({ state: "detached" });
    await keys.isAt(menu);
    await device_.visit("/settings");
    await keys.press(page.getByRole("link", { name: /Muted/ }));
    await keys.press(page.getByRole("button", { name: "Unmute bob" }));
    await page.getByText("You have muted nobody.").waitFor();
    await keys.isKept();

    await device_.visit("/@bob");
    const more = page.getByRole("article").first().getByRole("button", { name: "More about this post" });
    await keys.choose(more, "Report bob");
    const report = page.getByRole("dialog", { name: "Report bob" });
    await keys.pick(report.getByRole("radio", { name: /breaks a rule/ }));
    await keys.press(report.getByRole("checkbox", { name: "No advertising" }), "Space");
    await keys.write(report.getByRole("textbox"), "He sells pills");
    await keys.press(report.getByRole("button", { name: "Send report" }));
    await report.waitFor({ state: "detached" });
    await keys.isAt(more);

    await keys.choose(menu, "Block bob");
    await keys.press(page.getByRole("alertdialog").getByRole("button", { name: "Block" }));
    await page.getByText("You have blocked this account.").waitFor();
    await keys.isAt(menu);
    await device_.visit("/settings");
    await keys.press(page.getByRole("link", { name: /Blocked/ }));
    await keys.press(page.getByRole("button", { name: "Unblock bob" }));
    await page.getByText("You have blocked nobody.").waitFor();
    await keys.isKept();
  });

  it("keep words away with a filter", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    const keys = new Keyboard(page);
    await device_.visit("/settings");
    await keys.press(page.getByRole("link", { name: /^Filters/ }));
    await keys.press(page.getByRole("link", { name: "New filter" }));
    await keys.write(page.getByLabel("Name of the filter"), "Football");
    await keys.write(page.getByLabel("Word or phrase 1", { exact: true }), "offside");
    await keys.press(page.getByRole("button", { name: "Add another word" }));
    await keys.write(page.getByLabel("Word or phrase 2", { exact: true }), "penalty");
    await keys.press(page.getByRole("button", { name: "Remove word 2" }));
    await page.getByLabel("Word or phrase 2", { exact: true }).waitFor({ state: "detached" });
    await keys.isKept();
    await keys.press(page.getByLabel("Profiles"), "Space");
    await keys.pick(page.getByRole("radio", { name: "One week" }));
    await keys.press(page.getByRole("button", { name: "Save changes" }));
    await page.waitForURL(`${ORIGIN}/filters`);
    await page.getByRole("link", { name: /offside/ }).waitFor();
    await keys.isAt(page.locator("#main"));

    await bob.publish({ status: "That was never offside" });
    await device_.visit("/@bob");
    const filtered = page.getByRole("article").filter({ hasText: "Filtered: Football" });
    await keys.press(filtered.getByRole("button", { name: "Show anyway" }));
    await page.getByText("That was never offside").waitFor();
    await keys.isKept();
  });
});
