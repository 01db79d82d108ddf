import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugIn } from "./support/authenticator.ts";
import { device, hasChromium, launch, type Device } from "./support/browser.ts";
import { ORIGIN, startNode, type TestNode } from "./support/node.ts";

const WITH_PASSKEY = { name: "Use a passkey" };
const MAKE_PASSKEY = { name: "Use a passkey instead of a password" };

/** From the app to the form for newcomers, and back with an account that has a passkey only. */
async function signUp({ page, visit }: Device, handle: string): Promise<void> {
  await visit("/home");
  await page.locator("#main").getByRole("button", { name: "Create an account" }).click();
  await page.getByLabel("Name", { exact: true }).fill(handle);
  await page.getByRole("button", MAKE_PASSKEY).click();
  await page.waitForURL(`${ORIGIN}/home`);
  await page.getByText("Your home is quiet").waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(`${ORIGIN}/`);
}

async function signIn({ page, visit }: Device): Promise<void> {
  await visit("/home");
  await page.locator("#main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", WITH_PASSKEY).click();
}

describe.skipIf(!hasChromium)("passkeys", () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("make an account without a password, and sign in to it", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    const phone = await plugIn(page);
    await signUp(alice, "alice");
    expect(await phone.count()).toBe(1);
    await signOut(page);
    expect(await page.context().cookies()).toEqual([]);
    await signIn(alice);
    await page.waitForURL(`${ORIGIN}/home`);
    await page.getByText("Your home is quiet").waitFor();
    expect(await page.context().cookies().then((all) => all.map(({ name }) => name).sort())).toEqual(["mastic_app", "mastic_session"]); // prettier-ignore
  });

  it("are not made for a name that somebody has", async () => {
    await node.signUp("taken");
    await using bob = await device(browser);
    const { page } = bob;
    const phone = await plugIn(page);
    await bob.visit("/auth/sign_up");
    await page.getByLabel("Name", { exact: true }).fill("taken");
    await page.getByRole("button", MAKE_PASSKEY).click();
    await page.getByRole("alert").getByText("This name is taken.").waitFor();
    expect(await phone.count()).toBe(0);
    expect(bob.complaints()).toEqual([expect.stringContaining("422")]);
  });

  it("sign nobody in whom the device does not know, or who has none", async () => {
    await using carol = await device(browser);
    const { page } = carol;
    const phone = await plugIn(page);
    await signUp(carol, "carol");
    await signOut(page);
    await phone.verifies(false);
    await signIn(carol);
    await page.getByRole("alert").getByText("No passkey was used. Try again.").waitFor();
    await phone.verifies(true);
    await page.getByRole("button", WITH_PASSKEY).click();
    await page.waitForURL(`${ORIGIN}/home`);
    await page.getByText("Your home is quiet").waitFor();

    await using stranger = await device(browser);
    await plugIn(stranger.page);
    await signIn(stranger);
    await stranger.page.getByRole("alert").getByText("No passkey was used. Try again.").waitFor();
  });
});
