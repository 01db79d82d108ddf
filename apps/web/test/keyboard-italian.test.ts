import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { startNode, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("in Italian, on a phone, by keyboard alone", () => {
  let node: TestNode;
  let browser: Browser;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await node.signUp("anna");
    signedIn = await signedInAs(browser, "anna");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("asks a question, changes it, looks at its versions and pins it", async () => {
    const viewport = { width: 390, height: 844 };
    await using anna = await device(browser, { storageState: signedIn, locale: "it-IT", viewport });
    const { page } = anna;
    const keys = new Keyboard(page);
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await anna.visit("/home");
    await page.getByText("Qui è tutto tranquillo").waitFor();
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Testo del post" }).waitFor();
    await page.keyboard.type("Pane o focacia?");
    await keys.press(button("Sondaggio"));
    await keys.reach(page.getByRole("textbox", { name: "Opzione 1" }));
    await page.keyboard.type("Pane");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Focaccia");
    await page.keyboard.press("Control+Enter");
    const post = page.getByRole("article").filter({ hasText: "Pane o" });
    await post.waitFor();

    const choose = async (item: string): Promise<void> => {
      await page.keyboard.press("j");
      await page.locator("article:focus").waitFor();
      await keys.choose(
        page.locator("article:focus-within").getByRole("button", { name: "Altro su questo post" }),
        item,
      );
    };
    await choose("Modifica");
    await page.getByRole("textbox", { name: "Testo del post" }).waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Pane o focaccia?");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Le modifiche sono salvate.").waitFor();
    await choose("Versioni del post");
    await page.getByRole("dialog").getByText("Pane o focacia?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await choose("Metti in evidenza sul profilo");
    await page.getByText("in cima al tuo profilo").waitFor();

    for (const path of ["/@anna", "/settings/profile", "/settings/move", "/home"]) {
      await anna.visit(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate<number>(sideways)).toBe(0);
    }
  });
});
