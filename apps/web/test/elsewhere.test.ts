/** The app of one server as a client of another (decisions/028). */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, type Device, type SignedIn } from "./support/browser.ts";
import { ORIGIN, PASSWORD, startNode, type Person, type TestNode } from "./support/node.ts";
import { startOtherServers, type OtherServers } from "./support/otherServers.ts";
import { pictureOf } from "./support/picture.ts";

const HOST = "other.localhost";
const OTHER = `http://${HOST}`;
const BASE = `${ORIGIN}/elsewhere/${HOST}`;
const withToken = z.object({ token: z.string() });

describe.skipIf(!hasChromium)("at another server", () => {
  let node: TestNode;
  let other: TestNode;
  let strange: OtherServers;
  let browser: Browser;
  let bea: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    [node, other, strange] = await Promise.all([
      startNode(),
      startNode({ PUBLIC_URL: OTHER, INSTANCE_TITLE: "The Other Shore" }),
      startOtherServers(),
    ]);
    browser = await launch(node, { ...other.hosts, ...strange.hosts });
    const [anna, friend] = await Promise.all([other.signUp("anna"), other.signUp("bea"), node.signUp("bea")]);
    bea = friend;
    await anna.call("POST", `/api/v1/accounts/${bea.id}/follow`);
    await bea.publish({ status: "Written on the other shore" });
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([node, other, strange].map((it) => it[Symbol.asyncDispose]()));
  });

  const guest = (storageState?: typeof signedIn): Promise<Device> =>
    device(browser, storageState === undefined ? {} : { storageState }, [
      OTHER,
      ...Object.keys(strange.hosts).map((host) => `http://${host}`),
    ]);

  /** Asks for a server at the app's door to others. */
  async function ask(page: Page, address: string): Promise<void> {
    await page.getByLabel("Address of your server").fill(address);
    await page.getByRole("button", { name: "Go on there" }).click();
  }

  it("signs in on that server's own pages, and reads what is there", async () => {
    await using anna = await guest();
    const { page } = anna;
    await anna.visit("/home");
    await page.getByRole("link", { name: "Sign in to another server" }).click();
    await ask(page, `@anna@${HOST}`);
    await page.waitForURL(`${OTHER}/**`);
    await page.getByLabel("Name or e-mail").fill("anna");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Authorize" }).click();
    await page.waitForURL(`${BASE}/home`);
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
    await page.getByText(`You are at ${HOST}`).waitFor();
    await page.getByRole("complementary").getByRole("heading", { name: "The Other Shore" }).waitFor();
    signedIn = await page.context().storageState();
  });

  it("goes on with a sign-in, whatever link to its end was followed meanwhile", async () => {
    await using anna = await guest();
    const { page } = anna;
    await anna.visit("/elsewhere");
    await ask(page, HOST);
    await page.waitForURL(`${OTHER}/**`);
    await page.getByLabel("Name or e-mail").waitFor();
    const signIn = page.url();
    const application = `localStorage.getItem("mastic.application@${HOST}")`;
    for (const query of ["", "?error=access_denied", "?error=access_denied&state=forged"]) {
      await anna.visit(`/elsewhere/${HOST}/signed-in${query}`);
      await page.getByRole("alert").getByText("was begun somewhere else").waitFor();
      expect(await page.evaluate(application)).toContain("clientId");
    }
    await page.goto(signIn);
    await page.getByLabel("Name or e-mail").fill("anna");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Authorize" }).click();
    await page.waitForURL(`${BASE}/home`);
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
  });

  it("publishes with a picture, hears of posts as they come, and leads to people of that server", async () => {
    await using anna = await guest(signedIn);
    const { page } = anna;
    await anna.visit(`/elsewhere/${HOST}/home`);
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("A view, for @bea");
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(await pictureOf(600, 400));
    await page.getByLabel("Description").fill("A violet field");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const post = page.getByRole("article").filter({ hasText: "A view, for" });
    const picture = post.getByRole("img", { name: "A violet field" });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((it: { naturalWidth?: number }) => it.naturalWidth ?? 0), {
        timeout: 45_000,
        interval: 500,
      })
      .toBeGreaterThan(100);
    expect(await picture.getAttribute("src")).toContain(OTHER);

    await bea.publish({ status: "Heard at once" });
    await page.getByRole("button", { name: /new post/ }).click();
    await page.getByRole("article").getByText("Heard at once").waitFor();

    // Her name is taken on both servers.
    await post.getByRole("link", { name: "@bea" }).click();
    await page.waitForURL(`${BASE}/@bea`);
    await page.reload();
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
    await page.getByRole("article").getByText("Heard at once").click();
    await page.waitForURL(new RegExp(`^${BASE}/@bea/\\d+$`));
    await page.getByRole("link", { name: "Local", exact: true }).locator("visible=true").click();
    await page.waitForURL(`${BASE}/public/local`);
  });

  it("shows no ways there that the server has not", async () => {
    await using anna = await guest(signedIn);
    const { page } = anna;
    await anna.visit(`/elsewhere/${HOST}/settings`);
    await page.getByText("Words that you do not want to see").waitFor();
    expect(await page.getByRole("link", { name: /password/i }).count()).toBe(0);
    await anna.visit(`/elsewhere/${HOST}/settings/profile`);
    await page.getByLabel("Display name").waitFor();
    expect(await page.getByRole("link", { name: /Delete|Move/ }).count()).toBe(0);
  });

  it("is somebody on each server at once, and nobody's drafts or posts are seen at the other", async () => {
    await using both = await guest(signedIn);
    const { page } = both;
    await both.visit(`/elsewhere/${HOST}/home`);
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Half a thought");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Back to mastic.localhost" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    await both.signIn("bea");
    await page.getByText("Your home is quiet").waitFor();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    expect(await page.getByRole("textbox", { name: "Text of the post" }).inputValue()).toBe("");
    await both.visit("/elsewhere");
    await page.getByRole("link", { name: HOST }).click();
    await page.waitForURL(`${BASE}/home`);
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByText("Half a thought").waitFor();
  });

  it("keeps the last timeline of each server apart for when there is no network", async () => {
    await using anna = await guest(signedIn);
    const { page } = anna;
    await anna.visit(`/elsewhere/${HOST}/home`);
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("status").getByText("You are offline").waitFor();
    await page.getByRole("article").getByText("Written on the other shore").waitFor();
    await anna.visit("/home");
    await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor();
    expect(await page.getByText("Written on the other shore").count()).toBe(0);
    await page.context().setOffline(false);
    anna.complaints();
  });

  it("is left by signing out, and takes the token back at that server", async () => {
    await using anna = await guest(signedIn);
    const { page } = anna;
    await anna.visit(`/elsewhere/${HOST}/home`);
    await page.getByRole("button", { name: "New post", exact: true }).waitFor();
    const { token } = withToken.parse(
      JSON.parse(await page.evaluate<string>(`localStorage.getItem("mastic.session@${HOST}")`)),
    );
    const me = (): Promise<Response> =>
      other.fetch("/api/v1/accounts/verify_credentials", { headers: { authorization: `Bearer ${token}` } });
    expect((await me()).status).toBe(200);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/elsewhere`);
    await expect.poll(async () => (await me()).status).toBe(401);
    expect(await page.evaluate(`localStorage.getItem("mastic.session@${HOST}")`)).toBeNull();
    expect(await page.getByRole("link", { name: HOST }).count()).toBe(0);
  });

  describe("that", () => {
    it.each([
      ["is no address", "not a server", /This is no address of a server/],
      ["is this one", "mastic.localhost", /mastic.localhost is this server/],
      ["is not there", "gone.localhost:9", /gone.localhost:9 cannot be reached/],
      ["is something else", "none.localhost", /no server that apps for Mastodon/],
      ["lets no app in", "https://shut.localhost/@anna", /shut.localhost does not let this app/],
    ])("%s is told so", async (_what, address, text) => {
      await using stranger = await guest();
      const { page } = stranger;
      await stranger.visit("/elsewhere");
      await ask(page, address);
      await page.getByRole("alert").getByText(text).waitFor();
      // What a browser says of requests that fail.
      expect(stranger.complaints().filter((it) => !/Failed to load|gone\.localhost/.test(it))).toEqual([]);
    });

    it.each([
      ["refuses", "denying.localhost", "The server did not sign you in."],
      ["answers another sign-in", "forging.localhost", "was begun somewhere else"],
      ["answers in the name of another", "mixed.localhost", "was begun somewhere else"],
      ["names itself in every answer, and not in this one", "nameless.localhost", "was begun somewhere else"],
    ])("%s is told so where it sends back to", async (_what, address, text) => {
      await using stranger = await guest();
      const { page } = stranger;
      await stranger.visit("/elsewhere");
      await ask(page, address);
      await page.waitForURL(`${ORIGIN}/elsewhere/${address}/signed-in?**`);
      await page.getByRole("alert").getByText(text).waitFor();
      expect(strange.forms.has(`${address}/oauth/token`)).toBe(false);
      stranger.complaints();
    });

    it("names itself is signed in to, and again: it takes the older token back", async () => {
      await using anna = await guest();
      const { page } = anna;
      const kept = async (): Promise<string> => {
        await page.waitForURL(`${ORIGIN}/elsewhere/named.localhost/home`);
        await page.getByText("Server named.localhost").first().waitFor();
        const session = await page.evaluate<string>(`localStorage.getItem("mastic.session@named.localhost")`);
        return withToken.parse(JSON.parse(session)).token;
      };
      await anna.visit("/elsewhere");
      await ask(page, "named.localhost");
      const first = await kept();
      expect(strange.forms.has("named.localhost/oauth/revoke")).toBe(false);
      await anna.visit("/elsewhere");
      await ask(page, "named.localhost");
      await expect.poll(() => strange.forms.get("named.localhost/oauth/revoke")?.get("token")).toBe(first);
      expect(await kept()).not.toBe(first);
      anna.complaints();
    });

    it("nobody chose on this device is asked for first: no link leads there", async () => {
      await using stranger = await guest();
      const { page } = stranger;
      await stranger.visit("/elsewhere/old.localhost/public");
      await page.waitForURL(`${ORIGIN}/elsewhere?server=old.localhost`);
      await expect.poll(() => page.getByLabel("Address of your server").inputValue()).toBe("old.localhost");
      expect(strange.forms.has("old.localhost/api/v1/apps")).toBe(false);
    });

    it("names pages of the own node for its own reaches nobody's session there", async () => {
      await using both = await guest();
      const { page } = both;
      await both.signIn("bea");
      await both.visit("/elsewhere");
      await ask(page, "sly.localhost");
      await page
        .getByRole("alert")
        .getByText(/sly.localhost does not let this app/)
        .waitFor();
      await both.visit("/settings/password");
      await page.getByLabel("New password").waitFor();
      both.complaints();
    });

    it("is an older Mastodon is spoken to by its classic paths, with its secret and its own limits", async () => {
      await using anna = await guest();
      const { page } = anna;
      const lines: string[] = [];
      page.on("websocket", (line) => lines.push(line.url()));
      await anna.visit("/elsewhere");
      await ask(page, "old.localhost");
      await page.waitForURL(`${ORIGIN}/elsewhere/old.localhost/home`);
      const registered = strange.forms.get("old.localhost/api/v1/apps");
      const callback = `${ORIGIN}/elsewhere/old.localhost/signed-in`;
      expect(registered?.get("redirect_uris")).toBe(callback);
      expect(registered?.get("scopes")).toBe("read write follow");
      const form = strange.forms.get("old.localhost/oauth/token");
      expect(form?.get("redirect_uri")).toBe(callback);
      expect(form?.get("code_verifier")).toMatch(/^[\w-]{43}$/);
      await page.getByText("Server old.localhost").first().waitFor();
      await expect
        .poll(() => lines)
        .toContainEqual(expect.stringMatching(/^ws:\/\/streaming\.old\.localhost\//));
      anna.complaints();
    });
  });
});
