/** Whoever has deleted their account and comes back: refused while it goes, and when it is gone (UC4). */

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { INSTANCE, users } from "@mastic/core";
import { Authenticator } from "../passkeys/authenticator.test-support.ts";
import {
  Browser,
  ORIGIN,
  PASSWORD,
  signUp,
  startTestServer,
  type TestServer,
} from "../server.test-support.ts";

const GOING = "This account is being deleted, for good.";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const userOf = async (handle: string) =>
  server.node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));

/** As it is between the request to delete and its end. */
async function deletionBegins(handle: string): Promise<void> {
  const id = (await userOf(handle))?.id ?? 0n;
  await server.node.store.turn(INSTANCE, (turn) => turn.update(users, { id }, { status: "DeletionPending" }));
}

async function deleted(handle: string): Promise<void> {
  const { principal } = await server.node.directory.getUser({ handle });
  await server.node.directory.deleteProfile({ principal });
  await vi.waitFor(async () => expect(await userOf(handle)).toBeUndefined(), { timeout: 30_000 });
}

async function options(browser: Browser, path: string, fields: Record<string, string>): Promise<unknown> {
  return (await browser.post(path, fields, { accept: "application/json" })).json();
}

/** @returns the page, which signed nobody in */
async function refusal(answer: Response): Promise<string> {
  expect([answer.status, answer.headers.get("set-cookie") ?? ""]).toEqual([403, expect.not.stringContaining("mastic_session")]); // prettier-ignore
  return answer.text();
}

it("by a password", async () => {
  await signUp(server, "alice");
  await signUp(server, "bob");
  const signIn = async (name: string, password: string): Promise<string> =>
    refusal(await new Browser(server).post("/auth/sign_in", { name, password }));
  await deletionBegins("alice");
  expect(await signIn("alice", PASSWORD)).toContain(GOING);
  // Nobody is told who does not know the password.
  const mismatch = "Name and password do not go together.";
  expect(await signIn("alice", "another password")).toContain(mismatch);
  await deleted("bob");
  const [gone, never] = [await signIn("bob", PASSWORD), await signIn("nobody", PASSWORD)];
  expect(gone).toContain(mismatch);
  expect(gone.replaceAll("bob", "nobody")).toBe(never);
});

it("by a passkey", async () => {
  const authenticators = await Promise.all(
    ["carol", "dave"].map(async (handle) => {
      const [browser, authenticator] = [new Browser(server), new Authenticator(ORIGIN)];
      const passkey = authenticator.create(await options(browser, "/auth/sign_up/passkey", { handle }));
      expect((await browser.post("/auth/sign_up", { handle, passkey })).status).toBe(302);
      return authenticator;
    }),
  );
  const signIn = async (authenticator: Authenticator | undefined): Promise<string> => {
    const browser = new Browser(server);
    const passkey = authenticator?.get(await options(browser, "/auth/sign_in/passkey/options", {})) ?? "";
    return refusal(await browser.post("/auth/sign_in/passkey", { passkey }));
  };
  await deletionBegins("carol");
  expect(await signIn(authenticators[0])).toContain(GOING);
  await deleted("dave");
  expect(await signIn(authenticators[1])).toContain("This passkey is not known here.");
});

it("and nobody is told at sign-in whose an address is, gone or not, while sign-up tells as Mastodon's does", async () => {
  await signUp(server, "erin");
  const signIn = async (name: string): Promise<string> => {
    const page = await refusal(
      await new Browser(server).post("/auth/sign_in", { name, password: "not it at all" }),
    );
    return page.replaceAll(name, "NAME");
  };
  const unknown = await signIn("nobody@mail.example");
  expect(await signIn("erin@mail.example")).toBe(unknown);
  expect(await options(new Browser(server), "/auth/sign_up/passkey", { handle: "fay", email: "erin@mail.example" })).toEqual({ field: "email", error: "This e-mail address is in use." }); // prettier-ignore
  await deleted("erin");
  expect(await signIn("erin@mail.example")).toBe(unknown);
});
