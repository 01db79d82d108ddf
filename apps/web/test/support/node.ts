/** A real node with the built app, and people on it who act through the API as other clients do. */

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTANCE, moderators, users, type Store } from "@mastic/core";
import { readConfig, startServer } from "@mastic/server";
import type { Page } from "playwright-core";
import { z } from "zod";

/** A host under `localhost` is a secure context to a browser, as https is. */
export const ORIGIN = "http://mastic.localhost";
export const PASSWORD = "correct horse battery staple";

const withId = z.looseObject({ id: z.string() });
const application = z.object({ client_id: z.string(), client_secret: z.string() });
const granted = z.object({ access_token: z.string() });

/** Somebody with a token. */
export interface Person {
  readonly handle: string;
  readonly id: string;
  call(method: string, path: string, body?: object): Promise<unknown>;
  /** @returns the id of the new post */
  publish(draft: object): Promise<string>;
}

/** A node with the built app, of whatever kind. */
export interface AnyNode extends AsyncDisposable {
  /** Where browsers find which hosts: `127.0.0.1:…` for each. */
  readonly hosts: Readonly<Record<string, string>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  signUp(handle: string): Promise<Person>;
  /** Names somebody a moderator. */
  promote(handle: string): Promise<void>;
  /** Hands a node over to a governance, where nodes can be. */
  govern?(): Promise<void>;
  /** Signs in as people do, on the pages, and arrives at the home screen. */
  signIn(page: Page, handle: string): Promise<void>;
  /** Shows, in a form of the app, that it is still they: where the node asks for that. */
  prove(page: Page): Promise<void>;
  /** Makes an account as people do, after a name that somebody has already, and arrives at the home screen. */
  register(page: Page, taken: string, handle: string, look?: () => Promise<void>): Promise<void>;
}

export interface TestNode extends AnyNode {
  /** For what would take too long through the API. */
  readonly store: Store;
}

/** A node that other servers reach under its origin: `http://127.0.0.9:…`. */
export async function startFarNode(): Promise<TestNode & { readonly origin: string }> {
  const host = "127.0.0.9";
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  const origin = `http://${host}:${port}`;
  return { ...(await startNode({ PUBLIC_URL: origin, HOST: host }, port)), origin };
}

/** @param port 0 for one that is free */
export async function startNode(environment: Record<string, string> = {}, port = 0): Promise<TestNode> {
  const directory = await mkdtemp(join(tmpdir(), "mastic-web-"));
  const origin = environment["PUBLIC_URL"] ?? ORIGIN;
  const config = readConfig(
    {
      PUBLIC_URL: origin,
      DATA_DIR: directory,
      RATE_LIMITS: "off",
      ACTIONS_PER_MINUTE: "100000",
      LOG_LEVEL: "silent",
      ALLOW_PRIVATE_ADDRESSES: "true",
      INSTANCE_TITLE: "Our Village",
      INSTANCE_DESCRIPTION: "Neighbours talking to neighbours.",
      ...environment,
    },
    "/",
  );
  const server = await startServer({ ...config, port });
  const reach = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(new URL(path, server.address), { redirect: "manual", ...init });

  const ask = async (method: string, path: string, token?: string, body?: object): Promise<unknown> => {
    const isForm = body instanceof FormData;
    const response = await reach(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  return {
    store: server.node.store,
    hosts: { [new URL(origin).host]: new URL(server.address).host },
    fetch: reach,
    promote: (handle) =>
      server.node.store.turn(INSTANCE, async (turn) => {
        const user = await turn.find(users, "handle", { handle });
        if (user === undefined) throw new Error(`${handle} has no account`);
        await turn.insert(moderators, { principal: user.principal, createdAt: turn.now });
      }),
    async signIn(page, handle) {
      await page.goto(`${origin}/home`);
      await page.locator("#main").getByRole("button", { name: "Sign in" }).click();
      await page.getByLabel("Name or e-mail").fill(handle);
      await page.getByLabel("Password").fill(PASSWORD);
      await page.locator("main").getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL(`${origin}/home`);
    },
    async prove(page) {
      await page.getByLabel("Your password").fill(PASSWORD);
    },
    async register(page, taken, handle, look) {
      await page.goto(`${origin}/home`);
      await page.locator("#main").getByRole("button", { name: "Create an account" }).click();
      for (const name of [taken, handle]) {
        await page.getByLabel("Name", { exact: true }).fill(name);
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Create my account" }).click();
        if (name !== taken) continue;
        // It is said while one writes, too: this is the answer to the form.
        await page.waitForURL(`${origin}/auth/sign_up`);
        await page.getByRole("alert").getByText("Somebody has this name already.").waitFor();
        await look?.();
      }
      await page.waitForURL(`${origin}/home`);
    },
    async signUp(handle) {
      const scopes = "read write follow";
      const app = application.parse(
        await ask("POST", "/api/v1/apps", undefined, {
          client_name: "Another client",
          redirect_uris: "urn:ietf:wg:oauth:2.0:oob",
          scopes,
        }),
      );
      const own = granted.parse(
        await ask("POST", "/oauth/token", undefined, {
          grant_type: "client_credentials",
          scope: scopes,
          ...app,
        }),
      );
      const account = {
        username: handle,
        password: PASSWORD,
        email: `${handle}@mail.example`,
        agreement: true,
      };
      const { access_token: token } = granted.parse(
        await ask("POST", "/api/v1/accounts", own.access_token, account),
      );
      const { id } = withId.parse(await ask("GET", "/api/v1/accounts/verify_credentials", token));
      const call = (method: string, path: string, body?: object): Promise<unknown> =>
        ask(method, path, token, body);
      return {
        handle,
        id,
        call,
        publish: async (draft) => withId.parse(await call("POST", "/api/v1/statuses", draft)).id,
      };
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
