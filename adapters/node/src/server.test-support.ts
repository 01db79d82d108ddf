/** A node started for a test, on a port of its own with data of its own, and those who talk to it. */

import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readConfig } from "./config/config.ts";
import { startServer, type RunningServer } from "./server.ts";

/** The node's name in its own documents; it is reached at the loopback address. */
export const ORIGIN = "https://mastic.test";
export const PASSWORD = "correct horse battery staple";
export const OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

export interface TestServer extends RunningServer {
  /** Any request, not following redirects. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param environment variables of the configuration; limits are off and logs silent unless it says otherwise */
export async function startTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), "mastic-server-"));
  const config = readConfig(
    {
      PUBLIC_URL: ORIGIN,
      DATA_DIR: directory,
      RATE_LIMITS: "off",
      ACTIONS_PER_MINUTE: "100000",
      LOG_LEVEL: "silent",
      ...environment,
    },
    "/",
  );
  const server = await startServer({ ...config, port: 0 });
  return {
    ...server,
    fetch: (path, init) => fetch(new URL(path, server.address), { redirect: "manual", ...init }),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const application = z.object({ client_id: z.string(), client_secret: z.string() });
const granted = z.object({ access_token: z.string(), scope: z.string() });

export type Application = z.infer<typeof application>;

export async function register(
  server: TestServer,
  more: { redirect_uris?: string; scopes?: string } = {},
): Promise<Application> {
  const body = new URLSearchParams({
    client_name: "A client",
    redirect_uris: OUT_OF_BAND,
    scopes: "read write follow push",
    ...more,
  });
  const response = await server.fetch("/api/v1/apps", { method: "POST", body });
  return application.parse(await response.json());
}

/** A token of the application's own. */
export async function clientToken(server: TestServer, app: Application, scope: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: "client_credentials", scope, ...app });
  const response = await server.fetch("/oauth/token", { method: "POST", body });
  return granted.parse(await response.json()).access_token;
}

const CALLBACK = "https://client.example/callback";

/** Signs in with a browser and lets a new application do what `scopes` say. */
export async function authorize(server: TestServer, username: string, scopes: string): Promise<Person> {
  const app = await register(server, { redirect_uris: CALLBACK, scopes });
  const browser = new Browser(server);
  await browser.post("/auth/sign_in", { name: username, password: PASSWORD });
  const asked = { response_type: "code", client_id: app.client_id, redirect_uri: CALLBACK, scope: scopes };
  const back = await browser.post("/oauth/authorize", { ...asked, decision: "allow" });
  const code = new URL(back.headers.get("location") ?? "about:blank").searchParams.get("code") ?? "";
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: CALLBACK,
    ...app,
  });
  const response = await server.fetch("/oauth/token", { method: "POST", body });
  return new Person(server, granted.parse(await response.json()).access_token);
}

const verifier = "v".repeat(43);

/** Signs in to the node's own web app, as it does itself: with PKCE, back to a page of the node (decisions/023). */
export async function ownApp(
  server: TestServer,
  username: string,
  browser = new Browser(server),
): Promise<{ readonly person: Person; readonly browser: Browser }> {
  if (browser.cookies.size === 0) {
    await browser.post("/auth/sign_in", { name: username, password: PASSWORD });
  }
  const redirect_uri = `${ORIGIN}/signed-in`;
  const { client_id } = await register(server, { redirect_uris: redirect_uri });
  const asked = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri,
    scope: "read write follow push",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const back = await browser.get(`/oauth/authorize?${asked.toString()}`);
  const code = new URL(back.headers.get("location") ?? "about:blank").searchParams.get("code") ?? "";
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    client_id,
    redirect_uri,
    code_verifier: verifier,
  });
  const response = await server.fetch("/oauth/token", { method: "POST", body });
  return { person: new Person(server, granted.parse(await response.json()).access_token), browser };
}

/** Signs up as a client does. @param scopes what it may do, `write:accounts` among it @returns whom the new token stands for */
export async function signUp(
  server: TestServer,
  username: string,
  scopes = "read write follow push",
): Promise<Person> {
  const token = await clientToken(server, await register(server, { scopes }), scopes);
  const response = await server.fetch("/api/v1/accounts", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({
      username,
      password: PASSWORD,
      email: `${username}@mail.example`,
      agreement: "true",
    }),
  });
  const { access_token } = granted.parse(await response.json());
  return new Person(server, access_token);
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What a test looks into; it says itself what it expects. */
  readonly body: unknown;
}

/** Somebody with a token at the API. */
export class Person {
  readonly server: TestServer;
  readonly token: string | undefined;

  constructor(server: TestServer, token: string | undefined) {
    this.server = server;
    this.token = token;
  }

  /** @param body a form, or what is sent as JSON */
  async call(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await this.server.fetch(path, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  }

  /** A call that must succeed. @returns the answer's body, as the test says it is */
  async ask<T>(shape: z.ZodType<T>, method: string, path: string, body?: object): Promise<T> {
    const answer = await this.call(method, path, body);
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return shape.parse(answer.body);
  }

  async id(): Promise<string> {
    return (await this.ask(withId, "GET", "/api/v1/accounts/verify_credentials")).id;
  }

  /** @returns the id of the new status */
  async publish(draft: object): Promise<string> {
    return (await this.ask(withId, "POST", "/api/v1/statuses", draft)).id;
  }
}

export const withId = z.looseObject({ id: z.string() });

/** Cookies and forms: as much of a browser as the pages need. */
export class Browser {
  readonly #server: TestServer;
  readonly cookies = new Map<string, string>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** One in which somebody has signed in. */
  static async signedIn(server: TestServer, name: string, password = PASSWORD): Promise<Browser> {
    const browser = new Browser(server);
    const { status } = await browser.post("/auth/sign_in", { name, password });
    if (status !== 302) throw new Error(`Signing in as ${name} was answered ${status}.`);
    return browser;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(path, { headers });
  }

  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#fetch(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { origin: ORIGIN, ...headers },
    });
  }

  /** The same browser, in which the app asks with its token. */
  with(person: Person): Pick<Browser, "post"> {
    const app = { authorization: `Bearer ${person.token ?? ""}`, accept: "application/json" };
    return { post: (path, fields, headers) => this.post(path, fields, { ...app, ...headers }) };
  }

  async #fetch(
    path: string,
    { headers, ...init }: Omit<RequestInit, "headers"> & { headers: Record<string, string> },
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await this.#server.fetch(path, {
      ...init,
      headers: { accept: "text/html", cookie, ...headers },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
