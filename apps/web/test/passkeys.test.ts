import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugIn } from "./support/authenticator.ts";
import { device, hasChromium, launch, type Device } from "./support/browser.ts";
import { ORIGIN, PASSWORD, startNode, type TestNode } from "./support/node.ts";

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

/** What can be done with a passkey, asked for by its name. */
function passkey(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ hasText: name });
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
    await page.getByRole("alert").getByText("Somebody has this name already.").waitFor();
    expect(await phone.count()).toBe(0);
    expect(bob.complaints()).toEqual([expect.stringContaining("422")]);
  });

  it("are added, named, and removed in the app, which signs out everywhere", async () => {
    await node.signUp("dora");
    await using dora = await device(browser);
    const { page } = dora;
    const phone = await plugIn(page);
    await dora.signIn("dora");
    await dora.visit("/settings");
    await page.locator("#main").getByRole("link", { name: "Passkeys" }).click();
    await page.getByText("You have none yet.").waitFor();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const adding = page.getByRole("dialog", { name: "Add a passkey" });
    await adding.getByLabel("Name of the passkey").fill("Phone");
    await adding.getByLabel("Your password").fill("guessed at once");
    await adding.getByRole("button", { name: "Add a passkey" }).click();
    await adding.getByRole("alert").getByText("That is not it.").waitFor();
    expect(dora.complaints()).toEqual([expect.stringContaining("403")]);
    await adding.getByLabel("Your password").fill(PASSWORD);
    await adding.getByRole("button", { name: "Add a passkey" }).click();
    await adding.waitFor({ state: "detached" });
    await passkey(page, "Phone").getByText("never used since").waitFor();
    expect(await phone.count()).toBe(1);

    await passkey(page, "Phone").getByRole("button", { name: "Rename Phone" }).click();
    await page.getByRole("dialog").getByLabel("Name of the passkey").fill("Old phone");
    await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
    await passkey(page, "Old phone").waitFor();

    // The same device makes no second one.
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await adding.getByRole("button", { name: "Add a passkey with a passkey" }).click();
    await adding.getByRole("alert").getByText("This device has a passkey of yours already.").waitFor();
    await adding.getByRole("button", { name: "Close" }).click();
    await page.reload();
    await passkey(page, "Old phone").getByText("Last used").waitFor();

    await passkey(page, "Old phone").getByRole("button", { name: "Remove Old phone" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove it with a passkey" }).click();
    await page.locator("#main").getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", WITH_PASSKEY).click();
    await page.getByRole("alert").getByText("This passkey is not known here.").waitFor();
    expect(dora.complaints().filter((it) => !/401|403|WebSocket/.test(it))).toEqual([]);
  });

  it("move the account to another one where they are the only way in", async () => {
    const fiona = await node.signUp("fiona");
    await using gino = await device(browser);
    const { page } = gino;
    await plugIn(page);
    await signUp(gino, "gino");
    await gino.visit("/settings/move");
    await page.getByLabel("Your new account").fill("@fiona");
    expect(await page.getByLabel("Your password").count()).toBe(0);
    const move = async (): Promise<void> => {
      await page.getByRole("button", { name: "Move followers with a passkey" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Move followers" }).click();
    };
    await move();
    await page.getByText("The other account cannot be found, or does not name this one.").waitFor();
    expect(gino.complaints()).toEqual([expect.stringContaining("422")]);
    await fiona.call("PUT", "/api/pleroma/aliases", { alias: "gino" });
    await page.getByRole("button", { name: "Move followers with a passkey" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    await move();
    await page.getByText("Your followers are on their way.").waitFor();
    await gino.visit("/@gino");
    await page.getByText("gino has moved:").waitFor();
  });

  it("stay where they are the only way in, and delete the account", async () => {
    await using erik = await device(browser);
    const { page } = erik;
    await plugIn(page);
    await signUp(erik, "erik");
    await erik.visit("/settings/passkeys");
    await page.getByText("The only way into your account.").waitFor();
    expect(await page.getByRole("button", { name: /^Remove/ }).count()).toBe(0);
    await erik.visit("/settings/profile");
    await page.getByRole("link", { name: "Delete my account" }).click();
    await page.getByLabel("Write erik to delete the account").fill("erik");
    expect(await page.getByLabel("Your password").count()).toBe(0);
    await page.getByRole("button", { name: "Delete my account with a passkey" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    const document = { headers: { accept: "application/activity+json" } };
    expect((await node.fetch("/users/erik", document)).status).toBe(410);
    await signIn(erik);
    await page.getByRole("alert").getByText("This passkey is not known here.").waitFor();
    expect(erik.complaints().filter((it) => !/401|403|WebSocket/.test(it))).toEqual([]);
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
