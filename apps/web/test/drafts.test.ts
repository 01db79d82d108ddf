/** Drafts, and whose they are; and their files, which stay part of them until the server says that it has them no more. */

import type { Browser, Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf } from "./support/picture.ts";

const MEDIA = "**/api/v1/media/*";
const published = z.array(
  z.looseObject({
    sensitive: z.boolean(),
    media_attachments: z.array(z.looseObject({ description: z.string().nullable() })),
  }),
);

describe.skipIf(!hasChromium)("a draft with a picture", () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    alice = await node.signUp("alice");
    await node.signUp("bob");
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  const open = async (page: Page): Promise<void> => {
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).waitFor();
  };
  const send = (page: Page): Locator => page.getByRole("button", { name: "Post", exact: true });
  const sensitive = (page: Page): Locator => page.getByLabel("Mark media as sensitive");
  const description = (page: Page): Locator => page.getByLabel("Description");

  const keeps = (page: Page, words: string): Promise<boolean> =>
    page.evaluate(`JSON.stringify(localStorage).includes("${words}")`);

  /** Begins a post with a picture that the server has, and leaves it. */
  const begin = async ({ page, visit }: Device): Promise<void> => {
    await visit("/home");
    await open(page);
    await page.getByRole("textbox", { name: "Text of the post" }).fill("By the sea");
    await page.locator("[role=dialog] input[type=file]").setInputFiles(await pictureOf(300, 200));
    await description(page).fill("Waves");
    await sensitive(page).check();
    await expect.poll(() => keeps(page, "Waves")).toBe(true);
  };

  it("keeps it while the server has not answered, over any number of reloads, and is not sent without it", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await begin(device_);
    // Says nothing.
    await page.context().route(MEDIA, () => undefined);
    for (let times = 0; times < 2; times += 1) {
      await page.reload();
      await open(page);
      await page.getByRole("status").getByText("Fetching the file of your draft").waitFor();
      expect(await send(page).isDisabled()).toBe(true);
    }
    await page.context().unroute(MEDIA);
    await page.reload();
    await open(page);
    await description(page).waitFor();
    expect(await description(page).inputValue()).toBe("Waves");
    expect(await sensitive(page).isChecked()).toBe(true);
    await send(page).click();
    await page.getByRole("article").filter({ hasText: "By the sea" }).first().waitFor();
    const [status] = published.parse(
      await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?limit=1`),
    );
    expect(status?.media_attachments.map((it) => it.description)).toEqual(["Waves"]);
    expect(status?.sensitive).toBe(true);
  });

  it("keeps it where the server cannot be asked, says so, and asks again", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await begin(device_);
    await page.reload();
    await page.getByRole("heading", { name: "Home" }).waitFor();
    const answerWith = (act: (route: Route) => Promise<void>): Promise<unknown> =>
      page.context().route(MEDIA, act);
    await answerWith((route) => route.fulfill({ status: 503, json: { error: "Later" } }));
    await open(page);
    const failure = page.getByRole("alert").filter({ hasText: "could not be fetched" });
    await failure.waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    expect(await keeps(page, "Waves")).toBe(true);
    await page.context().unroute(MEDIA);
    await answerWith((route) => route.abort("internetdisconnected"));
    await failure.getByRole("button", { name: "Try again" }).click();
    await failure.getByText("The server cannot be reached").waitFor();
    await page.context().unroute(MEDIA);
    // A network that is back needs nobody to press anything.
    await page.evaluate('dispatchEvent(new Event("online"))');
    await description(page).waitFor();
    expect(await description(page).inputValue()).toBe("Waves");
    expect(await send(page).isEnabled()).toBe(true);
    device_.complaints();
  });

  it("goes on without it once the server has it no more, or where its author wants that", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await begin(device_);
    await page.context().route(MEDIA, (route) => route.fulfill({ status: 503, json: { error: "Later" } }));
    await page.reload();
    await open(page);
    await page.getByRole("button", { name: "Go on without" }).click();
    expect(await send(page).isEnabled()).toBe(true);
    await expect.poll(() => keeps(page, "Waves")).toBe(false);
    await page.context().unroute(MEDIA);

    await page.getByRole("textbox", { name: "Text of the post" }).fill("");
    await begin(device_);
    await page
      .context()
      .route(MEDIA, (route) => route.fulfill({ status: 404, json: { error: "Record not found" } }));
    await page.reload();
    await open(page);
    await expect.poll(() => keeps(page, "Waves")).toBe(false);
    expect(await send(page).isEnabled()).toBe(true);
    expect(await description(page).count()).toBe(0);
    device_.complaints();
  });

  const text = (page: Page): Locator => page.getByRole("textbox", { name: "Text of the post" });

  it("is there again when its author is, whose session ended while they wrote, and for nobody else", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await open(page);
    await text(page).fill("Half a thought");
    await page.route("**/api/v1/statuses", (route) =>
      route.fulfill({ status: 401, json: { error: "The access token is invalid" } }),
    );
    await send(page).click();
    await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor();
    await page.unroute("**/api/v1/statuses");
    await page.context().clearCookies();
    await device_.signIn("alice");
    await open(page);
    await page.getByText("Your draft is back.").waitFor();
    expect(await text(page).inputValue()).toBe("Half a thought");

    await page.evaluate("localStorage.removeItem('mastic.session')");
    await page.context().clearCookies();
    await device_.signIn("bob");
    await open(page);
    expect(await text(page).inputValue()).toBe("");
    expect(await keeps(page, "Half a thought")).toBe(false);
    device_.complaints();
  });

  it("stays where more was written in another tab than was published", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await open(page);
    await text(page).fill("As far as here");
    const other = await page.context().newPage();
    await other.goto(`${ORIGIN}/home`);
    await open(other);
    await text(other).fill("As far as here, and further");
    await expect.poll(() => keeps(page, "and further")).toBe(true);
    await send(page).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await keeps(page, "and further")).toBe(true);
    await send(other).click();
    await other.getByRole("dialog").waitFor({ state: "detached" });
    expect(await keeps(page, "and further")).toBe(false);
  });

  it("is written and published on a device without room for it", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.evaluate(`{
      let filling = "x".repeat(2 ** 20);
      for (let count = 0; filling !== ""; count += 1) {
        try {
          localStorage.setItem("full" + count, filling);
        } catch {
          filling = filling.slice(0, filling.length / 2);
        }
      }
    }`);
    await open(page);
    await text(page).pressSequentially("No room");
    await page.getByRole("button", { name: "Insert emoji" }).click();
    await page.getByRole("gridcell").first().click();
    await send(page).click();
    await page.getByRole("article").filter({ hasText: "No room" }).first().waitFor();
  });
});
