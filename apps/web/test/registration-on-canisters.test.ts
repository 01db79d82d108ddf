/** Getting an account on canisters: that it may have to be paid for, and what becomes of somebody whose account is being deleted. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registration } from "../src/adapters/ic/registration.ts";
import type { Registration } from "../src/ports/registration.ts";
import { device, hasChromium, launch } from "./support/browser.ts";
import { startCanisters, type CanisterNode } from "./support/canisters.ts";
import { faults } from "./support/faults.ts";
import { identityOf } from "./support/identity.ts";
import { ORIGIN } from "./support/node.ts";

const principalOf = (name: string): string => identityOf(name).getPrincipal().toText();

async function registrationOf(
  node: CanisterNode,
  name: string,
  begin: (handle: string) => void,
): Promise<Registration> {
  return registration({
    node: await node.as(name),
    principal: () => principalOf(name),
    begin: ({ handle }) => begin(handle),
  });
}

it(
  "a name that has not been paid for is refused, and says for whom to pay",
  { timeout: 120_000 },
  async () => {
    await using node = await startCanisters(1n);
    const ada = await registrationOf(node, "ada", () => undefined);
    expect(await ada.check("ada")).toBeUndefined();
    expect(await ada.register("ada")).toEqual({ code: "unpaid", payee: principalOf("ada") });
  },
);

// Canisters compute in one thread what a network does in many.
describe("an account whose deletion is pending", { timeout: 120_000 }, () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisters();
  });
  afterAll(() => node[Symbol.asyncDispose]());

  it("is read as what the Directory says it is, and no other name is taken for theirs", async () => {
    const begun: string[] = [];
    const of = (name: string) => registrationOf(node, name, (handle) => begun.push(handle));
    const stranger = await of("nobody");
    expect(await stranger.read()).toEqual({ step: "choosing" });
    await stranger.retryDeletion();

    await node.signUp("erin");
    const erin = await of("erin");
    expect(await erin.read()).toEqual({ step: "done" });
    expect(begun).toEqual(["erin"]);
    expect(await erin.register("erin")).toBeUndefined();
    expect(await erin.register("erinna")).toEqual({ code: "registered" });

    await node.beginDeletion("erin");
    for (const name of ["erin", "erinna"]) {
      expect(await erin.register(name)).toEqual({ code: "registered" });
      expect(await erin.read()).toEqual({ step: "deleting", handle: "erin" });
      await erin.retryDeletion();
    }
    expect(begun).toEqual(["erin"]);
  });

  it.skipIf(!hasChromium)("is told of, instead of a name being asked for", async () => {
    await node.signUp("dave");
    await node.beginDeletion("dave");
    await using browser = await launch(node);
    // The app's own policy would keep axe out.
    await using dave = await device(browser, { bypassCSP: true });
    const { page } = dave;
    await node.identify(page, "dave");
    await page.getByRole("heading", { name: "Account being deleted" }).waitFor();
    await page.getByText("The account @dave is being deleted, for good.").waitFor();
    expect(await page.getByLabel("Choose your name").count()).toBe(0);
    expect(await faults(page, "deletion-pending")).toEqual([]);

    await page.getByRole("button", { name: "Go on with the deletion" }).click();
    await page.getByText("The server has been asked to go on.").waitFor();

    await page.locator("#main").getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    await dave.visit("/sign-up");
    await page.locator("#main").getByRole("button", { name: "Create an account" }).waitFor();
    expect(await page.getByText("@dave").count()).toBe(0);
  });
});
