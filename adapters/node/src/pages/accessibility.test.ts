import { existsSync } from "node:fs";
import axe from "axe-core";
import { chromium, type Browser as Chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD, register, signUp, startTestServer, withId } from "../server.test-support.ts";
import type { Application, Person, TestServer } from "../server.test-support.ts";

const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const ORIGIN = "http://mastic.test";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(!existsSync(BROWSER))(`the pages in ${BROWSER}`, () => {
  let server: TestServer;
  let alice: Person;
  let app: Application;
  let browser: Chromium;
  let statusPath: string;

  beforeAll(async () => {
    server = await startTestServer({ PUBLIC_URL: ORIGIN, ALLOW_PRIVATE_ADDRESSES: "true" });
    alice = await signUp(server, "alice");
    app = await register(server);
    const form = new FormData();
    const background = { r: 90, g: 60, b: 200 };
    const png = await sharp({ create: { width: 640, height: 360, channels: 3, background } })
      .png()
      .toBuffer();
    form.set("file", new File([new Uint8Array(png)], "a.png", { type: "image/png" }));
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
    statusPath = `/@alice/${id}`;
    const { host } = new URL(server.address);
    browser = await chromium.launch({
      executablePath: BROWSER,
      args: ["--no-sandbox", `--host-resolver-rules=MAP mastic.test ${host}`],
    });
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  async function open(width: number, colorScheme: "light" | "dark"): Promise<Page> {
    // The policy of the pages would keep axe out as well.
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      bypassCSP: true,
    });
    return context.newPage();
  }

  const authorize = (): string =>
    `/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: app.client_id, scope: "read write follow push" }).toString()}`;

  const pages: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
    ["the front page", (page) => visit(page, "/")],
    ["signing up", (page) => visit(page, "/auth/sign_up")],
    [
      "a sign-up that is refused",
      async (page) => {
        await visit(page, "/auth/sign_up");
        await page.fill("[name=handle]", "alice");
        await page.fill("[name=password]", PASSWORD);
        await page.click("main button");
      },
    ],
    ["signing in", (page) => visit(page, "/auth/sign_in")],
    [
      "deleting one's account, and a wrong password",
      async (page) => {
        await visit(page, "/settings/delete");
        await page.fill("[name=name]", "alice");
        await page.fill("[name=password]", PASSWORD);
        await page.click("main button");
        await check(page);
        await page.fill("[name=password]", "not it at all");
        await page.click("main button");
      },
    ],
    ["a profile", (page) => visit(page, "/@alice")],
    ["a status", (page) => visit(page, statusPath)],
    ["a page that is not there", (page) => visit(page, "/nothing")],
    [
      "consent, and the code",
      async (page) => {
        await visit(page, authorize());
        await page.fill("[name=name]", "alice");
        await page.fill("[name=password]", PASSWORD);
        await page.click("main button");
        await check(page);
        await page.click("button[value=allow]");
      },
    ],
  ];

  async function visit(page: Page, path: string): Promise<void> {
    await page.goto(ORIGIN + path);
  }

  async function check(page: Page): Promise<void> {
    await page.evaluate(axe.source);
    const violations = await page.evaluate<Violation[]>("axe.run().then((it) => it.violations)");
    expect(violations.map((it) => [it.id, it.nodes.map((node) => node.html)])).toEqual([]);
    const overflow = await page.evaluate<number>(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
  }

  describe.each([
    [360, "light"],
    [360, "dark"],
    [1280, "light"],
    [1280, "dark"],
  ] as const)("%i pixels wide, %s", (width, scheme) => {
    it.each(pages)("have nothing that shuts people out: %s", async (name, reach) => {
      const page = await open(width, scheme);
      await reach(page);
      await check(page);
      const shots = process.env["SCREENSHOTS"];
      if (shots !== undefined) {
        const path = `${shots}/${name.replaceAll(/\W+/g, "-")}-${width}-${scheme}.png`;
        await page.screenshot({ path, fullPage: true });
      }
      await page.context().close();
    });
  });
});
