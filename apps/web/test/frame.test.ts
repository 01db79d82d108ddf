import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { Keyboard } from "./support/keyboard.ts";
import { startNode, type TestNode } from "./support/node.ts";
import { settle, type Village } from "./support/village.ts";

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

describe.skipIf(!hasChromium)("the frame around the screens", { timeout: 240_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  let village: Village;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    village = await settle(node);
    signedIn = await signedInAs(browser, "ada");
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  for (const viewport of [phone, desk]) {
    it(`covers nothing that has the focus, ${viewport.width} pixels wide`, async () => {
      await using reader = await device(browser, { storageState: signedIn, viewport });
      const { page } = reader;
      const keys = new Keyboard(page);
      for (const path of ["/home", `/@ada/${village.morning}`]) {
        await reader.visit(path);
        await page.getByRole("article").nth(1).waitFor();
        for (const key of ["Tab", "Shift+Tab"]) {
          for (let presses = 0; presses < 70; presses += 1) {
            await page.keyboard.press(key);
            await keys.look();
          }
        }
      }
    });
  }

  it("is there also where nothing else is", async () => {
    await using reader = await device(browser, { storageState: signedIn, viewport: desk });
    const { page } = reader;
    await reader.visit("/nothing/here");
    await page.getByRole("main").getByText("There is nothing here").first().waitFor();
    expect(reader.complaints()).toEqual([expect.stringContaining("status of 404")]);
    await page.getByRole("banner").getByRole("link", { name: "Notifications" }).click();
    await page.getByRole("feed").waitFor();
  });

  it("stays when a part of the app cannot be had, says so, and has it the next time", async () => {
    await using reader = await device(browser, {
      storageState: signedIn,
      viewport: desk,
      locale: "it-IT",
      serviceWorkers: "block",
    });
    const { page } = reader;
    const parts = /app\/(?:ComposerDialog|ThreadNews|AboutScreen)-/;
    let asked = 0;
    await page.route(parts, (route) => {
      asked += 1;
      return route.abort();
    });
    await reader.visit(`/@ada/${village.morning}`);
    const write = page.getByRole("banner").getByRole("button", { name: "Nuovo post" });
    await write.click();
    await page.getByRole("status").getByText("Non ha funzionato").waitFor();
    // What adds to a thread only is not missed.
    await page.getByText("I want to go there").waitFor();
    // Each a second time.
    expect(asked).toBe(4);
    await page.getByRole("banner").getByRole("button", { name: "Impostazioni" }).click();
    await page.getByRole("menuitem", { name: "Su questo server" }).click();
    const failure = page.getByRole("main").getByRole("alert");
    await failure.getByText("Qualcosa è andato storto").waitFor();
    await page.unroute(parts);
    await write.click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await failure.getByRole("button", { name: "Riprova" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await failure.waitFor({ state: "detached" });
    reader.complaints();
  });

  it("stays where it is when the title that stays gets the focus", async () => {
    await using reader = await device(browser, { storageState: signedIn, viewport: phone });
    const { page } = reader;
    await reader.visit(`/@ada/${village.morning}`);
    await page.getByText("I want to go there").waitFor();
    await page.evaluate("scrollTo(0, 120)");
    await page.getByRole("button", { name: "Back" }).focus();
    expect(await page.evaluate("scrollY")).toBe(120);
  });

  for (const [width, height] of [[1280, 560], [911, 430], [844, 390]] as const) {
    it(`has every way within reach in a window of ${width} by ${height}`, async () => {
      await using reader = await device(browser, { storageState: signedIn, viewport: { width, height } });
      const { page } = reader;
      await reader.visit("/home");
      await page.getByRole("article").first().waitFor();
      const bar = page.getByRole("banner");
      for (const control of [
        bar.getByRole("link", { name: "Likes" }),
        bar.getByRole("button", { name: "New post" }),
        bar.getByRole("link", { name: /@ada/ }),
        bar.getByRole("button", { name: "Settings" }),
      ]) {
        // As a wheel or a finger does: the bar scrolls, and the page stays.
        await control.scrollIntoViewIfNeeded();
        const { y, height: high } = (await control.boundingBox()) ?? { y: -1, height: 0 };
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + high).toBeLessThanOrEqual(height);
      }
      expect(await page.evaluate("scrollY")).toBe(0);
      const keys = new Keyboard(page);
      await keys.press(bar.getByRole("button", { name: "Settings" }));
      // The menu is as high as the window at most.
      const { y, height: high } = (await page.getByRole("menu").boundingBox()) ?? { y: -1, height: 0 };
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + high).toBeLessThanOrEqual(height);
      await keys.reach(page.getByRole("menuitem", { name: "Sign out" }), "ArrowUp");
    });
  } // prettier-ignore
});
