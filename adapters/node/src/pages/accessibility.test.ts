/** Every page of the node: axe has nothing against it, light and dark, narrow and wide; leaves a picture of each. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium, type Browser as Chromium, type BrowserContextOptions, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD, register, signUp, startTestServer, withId } from "../server.test-support.ts";
import type { Application, Person, TestServer } from "../server.test-support.ts";

const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** To browsers as good as https: there are passkeys. */
const ORIGIN = "http://mastic.localhost";
const REPORTS = join(import.meta.dirname, "../../../../reports");
const SHOTS = join(REPORTS, "screens");

const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

describe.skipIf(!existsSync(BROWSER))(`the pages in ${BROWSER}`, () => {
  let server: TestServer;
  let alice: Person;
  let app: Application;
  let browser: Chromium;
  let statusPath: string;
  let gonePath: string;
  /** For the summary of a run, as the web app has one. */
  const axeReport = { looks: 0, violations: 0 };

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    server = await startTestServer({
      PUBLIC_URL: ORIGIN,
      ALLOW_PRIVATE_ADDRESSES: "true",
      INSTANCE_TITLE: "Our Village",
      INSTANCE_DESCRIPTION: "Neighbours talking to neighbours.",
      INSTANCE_RULES:
        "Be kind, most of all to those who are new here.|Bring back what you borrow: books, ladders, sourdough.",
    });
    alice = await signUp(server, "alice");
    await Promise.all(["berta", "carla"].map((it) => signUp(server, it)));
    app = await register(server);
    const background = { r: 90, g: 60, b: 200 };
    const picture = async (width: number, height: number): Promise<File> => {
      const image = sharp({ create: { width, height, channels: 3, background } });
      return new File([new Uint8Array(await image.png().toBuffer())], "a.png", { type: "image/png" });
    };
    const form = new FormData();
    form.set("file", await picture(640, 360));
    form.set("description", "A violet field");
    const { id: media } = await alice.ask(withId, "POST", "/api/v2/media", form);
    const update = {
      display_name: "Alice <b>Bold</b>",
      note: "I like #cats and https://a.example/very/long/path?with=parameters",
      fields_attributes: [{ name: "Home <i>", value: "https://alice.example" }],
    };
    await alice.call("PATCH", "/api/v1/accounts/update_credentials", update);
    const id = await alice.publish({ status: "A picture <script>alert(1)</script>", media_ids: [media] });
    await alice.publish({ status: "Behind a warning", spoiler_text: "Spoilers <b>" });
    await alice.publish({ status: "Yes, indeed", in_reply_to_id: id });
    await alice.call("POST", `/api/v1/statuses/${id}/pin`);
    const gone = await alice.publish({ status: "Forget it" });
    await alice.call("DELETE", `/api/v1/statuses/${gone}`);
    statusPath = `/@alice/${id}`;
    gonePath = `/@alice/${gone}`;
    const { host } = new URL(server.address);
    browser = await chromium.launch({
      executablePath: BROWSER,
      args: ["--no-sandbox", `--host-resolver-rules=MAP mastic.localhost ${host}`],
    });
  });
  afterAll(async () => {
    writeFileSync(join(REPORTS, "axe-server.json"), `${JSON.stringify(axeReport)}\n`);
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  const authorize = (): string =>
    `/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: app.client_id, scope: "read write follow push" }).toString()}`;

  async function visit(page: Page, path: string): Promise<void> {
    await page.goto(ORIGIN + path);
  }

  const submit = (page: Page): Promise<void> =>
    page.locator("main form button:not([type=button])").first().click();

  /** Shows a page to whoever has signed in on the way. */
  async function signedIn(page: Page, path: string, name = "alice"): Promise<void> {
    await visit(page, `/auth/sign_in?next=${encodeURIComponent(path)}`);
    await page.fill("[name=name]", name);
    await page.fill("[name=password]", PASSWORD);
    await submit(page);
    await page.waitForURL(ORIGIN + path);
  }

  const pages: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
    ["front page", (page) => visit(page, "/")],
    ["front page of somebody", (page) => signedIn(page, "/")],
    ["sign-up", (page) => visit(page, "/auth/sign_up")],
    ["sign-up with a free name", async (page) => {
      await visit(page, "/auth/sign_up");
      await page.fill("[name=handle]", "marta");
      await page.getByText("@marta is free.").waitFor();
    }],
    ["sign-up with a name that is taken", async (page) => {
      await visit(page, "/auth/sign_up");
      await page.fill("[name=handle]", "alice");
      await page.getByText("Somebody has this name already.").waitFor();
    }],
    ["sign-up that is refused", async (page) => {
      await visit(page, "/auth/sign_up");
      await page.fill("[name=handle]", "alice");
      await page.fill("[name=password]", PASSWORD);
      await submit(page);
      await page.getByRole("alert").getByText("Somebody has this name already.").waitFor();
    }],
    ["sign-in", (page) => visit(page, "/auth/sign_in")],
    ["sign-in in Italian", async (page) => {
      await visit(page, "/auth/sign_in");
      await page.getByRole("link", { name: "Italiano" }).click();
      await page.getByLabel("Nome o e-mail").waitFor();
    }],
    ["sign-in that is refused", async (page) => {
      await visit(page, "/auth/sign_in");
      await page.fill("[name=name]", "alice");
      await page.fill("[name=password]", "not it at all");
      await submit(page);
      await page.getByRole("alert").getByText("do not go together").waitFor();
    }],
    ["changing the password", async (page) => {
      await signedIn(page, "/settings/password");
      await page.fill("[name=newPassword]", "short");
      await page.fill("[name=password]", PASSWORD);
      await submit(page);
      await page.getByRole("alert").getByText("Use at least 8 characters.").waitFor();
    }],
    ["password changed", async (page) => {
      await signedIn(page, "/settings/password", "berta");
      await page.fill("[name=newPassword]", `${PASSWORD}!`);
      await page.fill("[name=password]", PASSWORD);
      await submit(page);
      await page.getByText("You are signed out everywhere.").waitFor();
    }],
    ["deleting the account on the page", async (page) => {
      await signedIn(page, "/settings/delete");
      await page.fill("[name=password]", "not it at all");
      await submit(page);
      await page.getByRole("alert").getByText("This is not your password.").waitFor();
    }],
    ["account deleted", async (page) => {
      await signedIn(page, "/settings/delete", "carla");
      await page.fill("[name=password]", PASSWORD);
      await submit(page);
      await page.getByRole("heading", { name: "Your account is deleted" }).waitFor();
    }],
    ["page of a profile", (page) => visit(page, "/@alice")],
    ["page of a post", (page) => visit(page, statusPath)],
    ["page of a hashtag", (page) => visit(page, "/tags/nothing")],
    ["page of a deleted post", (page) => visit(page, gonePath)],
    ["page that is not there", (page) => visit(page, "/nothing")],
    ["consent", (page) => signedIn(page, authorize())],
    ["authorization code", async (page) => {
      await signedIn(page, authorize());
      await page.click("button[value=allow]");
      await page.getByText("Copy this code").waitFor();
    }],
  ]; // prettier-ignore

  async function violationsOf(page: Page, colorScheme: "light" | "dark"): Promise<Violation[]> {
    if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
    // All other rules come to the same in every theme.
    const options = colorScheme === "light" ? {} : { runOnly: { type: "rule", values: ABOUT_COLOURS } };
    const run = `axe.run(${JSON.stringify(options)}).then((it) => it.violations)`;
    const violations = await page.evaluate<Violation[]>(run);
    axeReport.looks += 1;
    axeReport.violations += violations.length;
    return violations;
  }

  const scrollsSideways = (page: Page): Promise<boolean> =>
    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

  /** Looks at a page in each theme. @returns what is wrong with it */
  async function look(page: Page, name: string, width: number): Promise<string[]> {
    const found: string[] = [];
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const path = join(SHOTS, `server-${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      for (const { id, nodes } of await violationsOf(page, colorScheme)) {
        const told = nodes.map((it) => `${id}: ${it.failureSummary} ${it.html}`);
        found.push(...told.map((it) => `${width} pixels, ${colorScheme}: ${it}`));
      }
    }
    if (await scrollsSideways(page)) found.push(`${width} pixels: it scrolls sideways`);
    return found;
  }

  async function reached(
    reach: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    // The policy of the pages would keep axe out as well.
    const context = await browser.newContext({ bypassCSP: true, locale: "en-GB", ...options });
    const page = await context.newPage();
    await reach(page);
    return page;
  }

  it.each(pages)("have nothing that shuts people out: %s", async (name, reach) => {
    const page = await reached(reach);
    const found: string[] = [];
    for (const width of [390, 1280]) found.push(...(await look(page, name, width)));
    // WCAG 2.2: 1.4.10 Reflow.
    await page.setViewportSize({ width: 320, height: 900 });
    if (await scrollsSideways(page)) found.push("320 pixels: it scrolls sideways");
    expect(found).toEqual([]);
    await page.context().close();
  });

  it.each(pages.filter(([name]) => /^(?:front page|sign-up|sign-in|page of a profile|consent)$/.test(name)))(
    "have nothing that shuts out who reads from right to left: %s",
    async (name, reach) => {
      const page = await reached(reach, { locale: "ar-XB" });
      expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
      expect(await look(page, `${name} rtl`, 390)).toEqual([]);
      await page.context().close();
    },
  );
});
