import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { whileTimeStands } from "./support/clock.ts";
import { ORIGIN, PASSWORD, startFarNode, startNode, type Person, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("people", () => {
  let node: TestNode;
  let browser: Browser;
  let carol: Person;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await node.signUp("alice");
    carol = await node.signUp("carol");
    await carol.publish({ status: "Carol was here" });
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("are found by the beginning of their name, followed, and followed no more", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByText("Your home is quiet").waitFor();
    const ways = page.locator("#main").getByRole("listitem").getByRole("link");
    await expect.poll(() => ways.allTextContents()).toEqual(["Local", "Federated", "Search", "Edit profile"].map((it) => ` ${it}`)); // prettier-ignore
    await page.keyboard.press("/");
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/api/v2/search") && asked.push(request.url()));
    const box = page.getByRole("searchbox");
    await box.waitFor();
    await whileTimeStands(page, () => box.pressSequentially("caro"));
    await page.locator("#main").getByRole("link", { name: "@carol" }).click();
    expect(asked).toEqual([expect.stringContaining("q=caro&")]);
    await page.waitForURL(`${ORIGIN}/@carol`);
    const followers = page.getByTestId("followers");
    expect(await followers.textContent()).toBe("0");
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.getByRole("button", { name: "Unfollow" }).waitFor();
    await expect.poll(() => followers.textContent()).toBe("1");
    await page.getByRole("link", { name: "1 follower" }).click();
    await page.locator("#main").getByText("@alice").waitFor();
    await carol.publish({ status: "For those who follow" });
    await alice.visit("/home");
    await page.getByText("For those who follow").waitFor();

    await alice.visit("/@carol");
    await page.getByRole("button", { name: "Unfollow" }).click();
    await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
    await expect.poll(() => followers.textContent()).toBe("0");
  });

  it("who liked a post, and who boosted it, are listed from its figures, and for strangers", async () => {
    const id = await carol.publish({ status: "Liked by its author" });
    for (const act of ["favourite", "reblog"]) await carol.call("POST", `/api/v1/statuses/${id}/${act}`);
    await using stranger = await device(browser);
    const { page } = stranger;
    const people = page.locator("#main").getByRole("listitem");
    await stranger.visit(`/@carol/${id}/reblogs`);
    await page.getByRole("heading", { name: "Who boosted this post" }).waitFor();
    await people.getByText("@carol").waitFor();
    await stranger.signIn("alice");
    await stranger.visit(`/@carol/${id}`);
    await page.getByRole("link", { name: "1 like" }).click();
    await page.waitForURL(`${ORIGIN}/@carol/${id}/favourites`);
    await page.getByRole("heading", { name: "Who liked this post" }).waitFor();
    await people.getByText("@carol").waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "1 boost" }).click();
    await page.waitForURL(`${ORIGIN}/@carol/${id}/reblogs`);
    await people.getByText("@carol").waitFor();
    expect(await people.count()).toBe(1);
  });

  it("are found to the last of them, as hashtags are", async () => {
    const names = Array.from({ length: 45 }, (_, number) => `walker${String(number).padStart(2, "0")}`);
    await Promise.all(names.slice(0, 21).map((name) => node.signUp(name)));
    for (const part of [names.slice(0, 15), names.slice(15, 30), names.slice(30)]) {
      await carol.publish({ status: part.map((name) => `#${name}`).join(" ") });
    }
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/search?q=walker");
    const more = page.locator("#main").getByRole("button", { name: "Show more" });
    const people = page.locator("#main").getByRole("link", { name: /@walker/ });
    const hashtags = page.locator("#main").getByRole("link", { name: /^#walker/ });
    await expect.poll(() => Promise.all([people.count(), hashtags.count()])).toEqual([20, 20]);
    await more.first().press("Enter");
    await expect.poll(() => people.count()).toBe(21);
    for (const count of [40, 45]) {
      await more.click();
      await expect.poll(() => hashtags.count()).toBe(count);
    }
    expect(await more.count()).toBe(0);
  });

  it("of other servers are found by their address and by the address of a post, and read among all that is federated", async () => {
    await using far = await startFarNode();
    const { host } = new URL(far.origin);
    const bea = await far.signUp("bea");
    const post = await bea.publish({ status: "From the other shore #seafaring" });
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/search");
    const box = page.getByRole("searchbox");
    await box.fill(`@bea@${host}`);
    const person = page.locator("#main").getByRole("link", { name: `@bea@${host}` });
    await person.waitFor();
    // As it is pasted from the browser in which it was read.
    await box.fill(`${far.origin}/@bea/${post}`);
    await page.getByRole("article").getByText("From the other shore").waitFor();
    await box.fill("#seafar");
    await page.getByRole("link", { name: "#seafaring" }).click();
    await page.waitForURL(`${ORIGIN}/tags/seafaring`);
    await page.getByRole("article").getByText("From the other shore").waitFor();
    await page.getByRole("link", { name: "Federated" }).click();
    await page.waitForURL(`${ORIGIN}/public`);
    const article = page.getByRole("article").filter({ hasText: "From the other shore" });
    await article.getByText(`@bea@${host}`).waitFor();
    await alice.visit("/public/local");
    await page.getByText("Carol was here").waitFor();
    expect(await article.count()).toBe(0);
  });

  it("say who they are", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/settings/profile");
    expect(await page.getByRole("link", { name: "Delete my account" }).getAttribute("href")).toBe(
      "/account/delete",
    );
    await page.getByLabel("Display name").fill("Alice of the hills");
    await page.getByLabel("About you").fill("I like #cats.");
    await page.getByLabel("Field 1: name").fill("Pronouns");
    await page.getByLabel("Field 1: content").fill("she/her");
    const buffer = await sharp({ create: { width: 160, height: 80, channels: 3, background: "#22aa66" } })
      // Its right half is what is to be seen.
      .composite([
        {
          input: { create: { width: 80, height: 80, channels: 3, background: "#aa2266" } },
          left: 80,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    await page.getByLabel("Profile picture").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
    const crop = page.getByRole("dialog", { name: "Profile picture" });
    await crop.getByRole("slider", { name: "From left to right" }).focus();
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("ArrowRight");
    await crop.getByRole("button", { name: "Use this part" }).click();
    await crop.waitFor({ state: "detached" });
    await page.getByLabel("Public posts can be searched").check();
    await page.getByLabel("Featured hashtags").fill("#cats");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove #cats" }).waitFor();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(`${ORIGIN}/@alice`);
    await page.reload();
    await page.getByRole("heading", { name: "Alice of the hills" }).waitFor();
    await page.getByText("she/her").waitFor();
    expect(await page.locator("#main img[src*='/media/']").count()).toBeGreaterThan(0);
    const avatar = await page.locator("#main img[src*='/media/']").first().getAttribute("src");
    const { pathname } = new URL(avatar ?? "", ORIGIN);
    const shown = await (await node.fetch(pathname)).arrayBuffer();
    const { dominant } = await sharp(Buffer.from(shown)).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g);
    await page.getByRole("list", { name: "Featured hashtags" }).getByRole("link", { name: "#cats" }).click();
    await page.waitForURL(`${ORIGIN}/tags/cats`);
  });

  it("are asked before what they changed of themselves is lost, and only then", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/settings");
    await page.getByRole("link", { name: "Edit profile" }).first().click();
    await page.waitForURL(`${ORIGIN}/settings/profile`);
    const name = page.getByLabel("Display name");
    const before = await name.inputValue();
    const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
    const home = page.getByRole("link", { name: "Home", exact: true });
    await name.fill("Alice of the valleys");
    await home.click();
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("Alice of the valleys");
    for (const times of [1, 2]) {
      await page.evaluate("history.back()");
      await question.waitFor({ state: times === 1 ? "visible" : "detached" });
      await expect.poll(() => page.url()).toBe(`${ORIGIN}/settings/profile`);
    }
    let asked = 0;
    page.once("dialog", (dialog) => {
      asked += dialog.type() === "beforeunload" ? 1 : 0;
      void dialog.dismiss();
    });
    await page.evaluate("setTimeout(() => location.reload())");
    await expect.poll(() => asked).toBe(1);
    expect(await name.inputValue()).toBe("Alice of the valleys");
    await page.getByRole("banner").getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("Alice of the valleys");
    await page.evaluate("history.back()");
    await question.getByRole("button", { name: "Leave" }).click();
    await page.waitForURL(`${ORIGIN}/settings`);
    await page.goForward();
    await expect.poll(() => name.inputValue()).toBe(before);
    await name.fill("Alice of the valleys");
    await name.fill(before);
    await home.click();
    await page.waitForURL(`${ORIGIN}/home`);
    expect(await question.count()).toBe(0);
  });

  it("are heard of when they do something, and blocked when it was too much", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await carol.call("POST", "/api/v1/statuses", { status: "@alice Look at me!" });
    await page
      .getByRole("link", { name: /Notifications\s*, 1 new/ })
      .locator("visible=true")
      .click();
    await page.getByRole("article").getByText("Look at me!").waitFor();
    await page.getByRole("link", { name: "Notifications", exact: true }).locator("visible=true").waitFor();

    await alice.visit("/@carol");
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Block" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
    await page.getByText("You have blocked this account.").waitFor();
    await alice.visit("/public/local");
    await page.getByText("Nobody on this server has posted").waitFor();
  });

  it("read it in their language, and dark if they like", async () => {
    await using carla = await device(browser, { locale: "it-IT", colorScheme: "light" });
    const { page } = carla;
    await carla.visit("/public/local");
    await page.getByRole("heading", { name: "Locale" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("it");
    const background = (): Promise<string> =>
      page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.getByRole("button", { name: "Impostazioni" }).locator("visible=true").click();
    await page.getByRole("menuitemradio", { name: "Scuro" }).click();
    await expect.poll(background).not.toBe(light);
    await page.getByRole("button", { name: "Impostazioni" }).locator("visible=true").click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("heading", { name: "Local" }).waitFor();
    const dark = await background();
    await page.reload();
    await page.getByRole("heading", { name: "Local" }).waitFor();
    expect(await background()).toBe(dark);
  });

  it("move to another account, and take their followers along", async () => {
    const dan = await node.signUp("dan");
    await node.signUp("dora");
    await carol.call("POST", `/api/v1/accounts/${dan.id}/follow`);
    await using dora = await device(browser);
    await dora.signIn("dora");
    await dora.visit("/settings/move");
    await dora.page.getByLabel("Your old account").fill("@nobody");
    await dora.page.getByRole("button", { name: "Add" }).click();
    await dora.page.getByRole("alert").getByText("No such account was found.").waitFor();
    expect(dora.complaints()).toEqual([expect.stringContaining("422")]);
    await dora.page.getByLabel("Your old account").fill("@dan");
    await dora.page.getByRole("button", { name: "Add" }).click();
    await dora.page.getByRole("button", { name: "Remove @dan" }).waitFor();

    await using device_ = await device(browser);
    const { page } = device_;
    await device_.signIn("dan");
    await device_.visit("/settings/profile");
    await page.getByRole("link", { name: "Move to or from another account" }).click();
    await page.getByLabel("Your new account").fill("@dora");
    await page.getByLabel("Your password").fill("not mine");
    const move = async (): Promise<void> => {
      await page.getByRole("button", { name: "Move followers" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Move followers" }).click();
    };
    await move();
    await page.getByText("That is not it. Try again.").waitFor();
    expect(device_.complaints()).toEqual([expect.stringContaining("403")]);
    await page.getByLabel("Your password").fill(PASSWORD);
    await move();
    await page.getByText("Your followers are on their way.").waitFor();
    await expect
      .poll(() => carol.call("GET", `/api/v1/accounts/${carol.id}/following`))
      .toMatchObject([{ acct: "dora" }]);
    await device_.visit("/@dan");
    await page.getByText("dan has moved:").waitFor();
    await page.locator("#main").getByRole("link", { name: "@dora" }).click();
    await page.waitForURL(`${ORIGIN}/@dora`);
  });

  it("are found by the words of what they publish, where they let it, in pages", async () => {
    const xenia = await node.signUp("xenia");
    await Promise.all(Array.from({ length: 21 }, (_, n) => xenia.publish({ status: `Axolotl ${n}` })));
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/search?q=axolotl");
    await page.getByText("Nothing was found for").waitFor();
    await xenia.call("PATCH", "/api/v1/accounts/update_credentials", { indexable: true });
    await page.reload();
    const found = page.getByRole("article").filter({ hasText: "Axolotl" });
    await expect.poll(() => found.count(), { timeout: 15_000 }).toBe(20);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => found.count(), { timeout: 15_000 }).toBe(21);
    await page.getByRole("button", { name: "Show more" }).waitFor({ state: "detached" });
  });
});
