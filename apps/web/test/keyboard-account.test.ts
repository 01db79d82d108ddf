/** An account from its beginning to its end, by keyboard alone (WI-2.8: sign-up and sign-in, profile, delete account). */

import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { ORIGIN, PASSWORD, startNode, type TestNode } from "./support/node.ts";

// Every press is looked at: a long way to go on a busy machine.
describe.skipIf(!hasChromium)("by keyboard alone, an account", { timeout: 240_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await Promise.all([node.signUp("alice"), node.signUp("dora")]);
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("is made under a name that is free, left, and entered again", async () => {
    await using carol = await device(browser);
    const { page } = carol;
    const keys = new Keyboard(page);
    await carol.visit("/home");
    await keys.press(page.locator("#main").getByRole("button", { name: "Create an account" }));
    for (const name of ["alice", "carol"]) {
      await keys.write(page.getByLabel("Name", { exact: true }), name);
      await keys.write(page.getByLabel("Password"), PASSWORD);
      await keys.press(page.getByRole("button", { name: "Create my account" }));
      if (name !== "alice") continue;
      // It is said while one writes, too: this is the answer to the form.
      await page.waitForURL(`${ORIGIN}/auth/sign_up`);
      await page.getByRole("alert").getByText("Somebody has this name already.").waitFor();
    }
    await page.waitForURL(`${ORIGIN}/home`);
    expect(carol.complaints()).toEqual([expect.stringContaining("422")]);

    const settings = page.getByRole("button", { name: "Settings" });
    await keys.choose(settings, "Dark");
    await expect.poll(() => page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    await keys.isAt(settings);
    await keys.choose(settings, "Italiano");
    const impostazioni = page.getByRole("button", { name: "Impostazioni" });
    await impostazioni.waitFor();
    await keys.isAt(impostazioni);
    await keys.choose(impostazioni, "English");
    await keys.isAt(settings);
    await keys.choose(settings, "Sign out");
    await page.waitForURL(`${ORIGIN}/`);

    await carol.visit("/home");
    await keys.press(page.locator("#main").getByRole("button", { name: "Sign in" }));
    await keys.write(page.getByLabel("Name or e-mail"), "carol");
    await keys.write(page.getByLabel("Password"), PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${ORIGIN}/home`);
    await page.getByText("Your home is quiet").waitFor();
  });

  it("says who one is, with the part of a picture that is chosen by arrows", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    const keys = new Keyboard(page);
    await alice.signIn("alice");
    await keys.choose(page.getByRole("button", { name: "Settings" }), "Edit profile");
    await page.waitForURL(`${ORIGIN}/settings/profile`);
    const right = { create: { width: 80, height: 80, channels: 3, background: "#aa2266" } } as const;
    const picture = await sharp({ create: { width: 160, height: 80, channels: 3, background: "#22aa66" } })
      .composite([{ input: right, left: 80, top: 0 }])
      .png()
      .toBuffer();
    const field = page.getByLabel("Profile picture");
    await keys.attach(field, "me.png", picture);
    const crop = page.getByRole("dialog", { name: "Profile picture" });
    await keys.reach(crop.getByRole("slider", { name: "From left to right" }));
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("ArrowRight");
    await keys.press(crop.getByRole("button", { name: "Use this part" }));
    await crop.waitFor({ state: "detached" });
    await keys.isAt(field);
    await keys.write(page.getByLabel("Display name"), "Alice of the hills");
    await keys.write(page.getByLabel("Field 1: name"), "Pronouns");
    await keys.write(page.getByLabel("Field 1: content"), "she/her");
    await keys.press(page.getByLabel("Approve followers"), "Space");
    await keys.write(page.getByLabel("Featured hashtags"), "#cats");
    await page.keyboard.press("Enter");
    const remove = page.getByRole("button", { name: "Remove #cats" });
    await remove.waitFor();
    await keys.isAt(page.getByLabel("Featured hashtags"));
    await keys.press(remove);
    await remove.waitFor({ state: "detached" });
    await keys.isAt(page.getByLabel("Featured hashtags"));
    await keys.press(page.getByRole("button", { name: "Save changes" }));
    await page.waitForURL(`${ORIGIN}/@alice`);
    await page.getByText("she/her").waitFor();
    await keys.isAt(page.locator("#main"));
    await expect
      .poll(async () => {
        const shown = await page.locator("#main img[src*='/media/']").first().getAttribute("src");
        const { pathname } = new URL(shown ?? "", ORIGIN);
        const { dominant } = await sharp(
          Buffer.from(await (await node.fetch(pathname)).arrayBuffer()),
        ).stats();
        return dominant.r > dominant.g;
      })
      .toBe(true);
  });

  it("moves to another one, and is deleted", async () => {
    await using dora = await device(browser);
    const { page } = dora;
    const keys = new Keyboard(page);
    await dora.signIn("dora");
    await dora.visit("/settings/profile");
    await keys.press(page.getByRole("link", { name: "Move to or from another account" }));
    await keys.write(page.getByLabel("Your old account"), "@alice");
    await page.keyboard.press("Enter");
    const remove = page.getByRole("button", { name: "Remove @alice" });
    await remove.waitFor();
    await keys.isAt(page.getByLabel("Your old account"));
    await keys.press(remove);
    await remove.waitFor({ state: "detached" });
    await keys.isAt(page.getByLabel("Your old account"));
    await keys.write(page.getByLabel("Your old account"), "@alice");
    await page.keyboard.press("Enter");
    await remove.waitFor();

    await using alice = await device(browser);
    const hers = new Keyboard(alice.page);
    await alice.signIn("alice");
    await alice.visit("/settings/move");
    await hers.write(alice.page.getByLabel("Your new account"), "@dora");
    await hers.write(alice.page.getByLabel("Your password"), PASSWORD);
    const move = alice.page.locator("#main").getByRole("button", { name: "Move followers" });
    await hers.press(move);
    const question = alice.page.getByRole("alertdialog");
    await hers.press(question.getByRole("button", { name: "Move followers" }));
    await alice.page.getByText("Your followers are on their way.").waitFor();
    await hers.isKept();

    await dora.visit("/settings/profile");
    await keys.press(page.getByRole("link", { name: "Delete my account" }));
    await keys.write(page.getByLabel("Write dora to delete the account"), "dora");
    await keys.write(page.getByLabel("Your password"), PASSWORD);
    await keys.press(page.getByRole("button", { name: "Delete my account", exact: true }));
    await page.waitForURL(`${ORIGIN}/`);
    const document = { headers: { accept: "application/activity+json" } };
    await expect.poll(async () => (await node.fetch("/users/dora", document)).status).toBe(410);
  });
});
