/** Debian's Chromium at a node; whatever the app says to the console, or Content-Security-Policy refuses, fails the test. */

import { existsSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { expect } from "vitest";
import { ORIGIN, type AnyNode } from "./node.ts";

export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
export const hasChromium = existsSync(CHROMIUM);

/** How long the app may take for one step, on a busy machine. */
const PATIENCE_MILLIS = 15_000;

const nodes = new WeakMap<Browser, AnyNode>();

/** @param others hosts beside those of the node: `127.0.0.1:…` for each */
export async function launch(node: AnyNode, others: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const rules = Object.entries({ ...node.hosts, ...others }).map(
    ([name, address]) => `MAP ${name} ${address}`,
  );
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", `--host-resolver-rules=${rules.join(",")}`],
  });
  nodes.set(browser, node);
  return browser;
}

/** A browser of its own, as a person's device. */
export interface Device extends AsyncDisposable {
  readonly page: Page;
  /** Shows an address of the node. */
  readonly visit: (path: string) => Promise<void>;
  /** Signs in as people do, on the pages. */
  readonly signIn: (handle: string) => Promise<void>;
  /** Makes an account as people do, after a name that somebody has already. */
  readonly register: (taken: string, handle: string, look?: () => Promise<void>) => Promise<void>;
  /** What was complained about since the last time. */
  readonly complaints: () => string[];
}

/** @param others origins that may be asked beside the node's */
export async function device(
  browser: Browser,
  options: BrowserContextOptions = {},
  others: readonly string[] = [],
): Promise<Device> {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  const heard: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.push(message.text());
  });
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(?:data|blob):/.test(url) && ![ORIGIN, ...others].includes(new URL(url).origin)) {
      heard.push(`a request to ${url}`);
    }
  });
  const visit = async (path: string): Promise<void> => {
    await page.goto(ORIGIN + path);
  };
  return {
    page,
    visit,
    async signIn(handle) {
      await nodes.get(browser)?.signIn(page, handle);
    },
    async register(taken, handle, look) {
      await nodes.get(browser)?.register(page, taken, handle, look);
      // A form that was refused is what was wanted.
      heard.splice(0, heard.length, ...heard.filter((it) => !it.includes("status of 422")));
    },
    complaints: () => heard.splice(0),
    async [Symbol.asyncDispose]() {
      await context.close();
      expect(heard).toEqual([]);
    },
  };
}

/** What a browser keeps of a session: other devices can begin with it. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

export async function signedInAs(browser: Browser, handle: string): Promise<SignedIn> {
  await using once = await device(browser);
  await once.signIn(handle);
  return await once.page.context().storageState();
}
