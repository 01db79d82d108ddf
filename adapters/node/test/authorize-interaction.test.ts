/** Somebody reads a profile at another server, presses "follow" there, and comes home to follow (Mastodon: /authorize_interaction). */

import { once } from "node:events";
import { createServer } from "node:http";
import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ApiClient } from "./support/apiClient.ts";
import { closeAtEnd } from "./support/closing.ts";
import { MasticNode, PASSWORD } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";

vi.setConfig(patience);

let home: MasticNode;
let elsewhere: MasticNode;
let alice: ApiClient;
let bea: ApiClient;
let cookie: string;

beforeAll(async () => {
  [home, elsewhere] = await Promise.all([
    MasticNode.start({ host: "127.0.0.14" }),
    MasticNode.start({ host: "127.0.0.15" }),
  ]);
  [alice, bea] = await Promise.all([home.signUp("alice"), elsewhere.signUp("bea")]);
  const response = await fetch(`${home.origin}/auth/sign_in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: home.origin },
    body: new URLSearchParams({ name: "alice", password: PASSWORD }),
  });
  cookie = response.headers.getSetCookie().map((set) => set.split(";", 1)[0]).join("; "); // prettier-ignore
});
tellOnFailure(() => ({ home: home.log, elsewhere: elsewhere.log }));

const jrd = z.object({ links: z.array(z.object({ rel: z.string(), template: z.string().optional() })) });

/** As the other server does: where this person's own server wants to be told whom they would follow. */
async function addressFor(uri: string): Promise<string> {
  const response = await fetch(
    `${home.origin}/.well-known/webfinger?resource=${encodeURIComponent(`acct:alice@${home.host}`)}`,
  );
  const { links } = jrd.parse(await response.json());
  const template = links.find(({ rel }) => rel === "http://ostatus.org/schema/1.0/subscribe")?.template ?? "";
  return template.replace("{uri}", encodeURIComponent(uri));
}

async function visit(uri: string, as = cookie): Promise<[status: number, location: string | null]> {
  const headers = { accept: "text/html", cookie: as };
  const response = await fetch(await addressFor(uri), { redirect: "manual", headers });
  return [response.status, response.headers.get("location")];
}

test("an account, however it is named, and a post lead to their pages at home; nobody is followed yet", async () => {
  const there = `/@bea@${elsewhere.host}`;
  const names = [`bea@${elsewhere.host}`, elsewhere.actorUri("bea"), `${elsewhere.origin}/@bea`];
  for (const uri of [...names, `@${names[0]}`, `acct:${names[0]}`, `acct:@${names[0]}`]) {
    expect(await visit(uri), uri).toEqual([302, there]);
  }
  const post = z.object({ uri: z.string(), url: z.string() });
  const { body } = await bea.call("POST", "/api/v1/statuses", { status: "Come and see" });
  const { uri, url } = post.parse(body);
  for (const one of [uri, url]) {
    const [status, location] = await visit(one);
    expect(status).toBe(302);
    expect(location).toMatch(/^\/@bea@[\d.:]+\/\d+$/);
  }
  const known = await alice.resolveAccount(`@bea@${elsewhere.host}`);
  expect((await alice.relationship(known.id)).following).toBe(false);
  const page = await fetch(home.origin + there, { headers: { accept: "text/html" } });
  expect([page.status, (await page.text()).includes('<div id="root">')]).toEqual([200, true]);
});

test("somebody of the same server has the page that they have for everybody", async () => {
  for (const uri of [`alice@${home.host}`, `${home.origin}/@alice`, home.actorUri("alice")]) {
    expect(await visit(uri), uri).toEqual([302, "/@alice"]);
  }
});

test("who is not signed in does so first and comes back; nothing is fetched for them", async () => {
  let asked = 0;
  const other = createServer((_request, response) => {
    asked += 1;
    response.writeHead(404).end();
  });
  closeAtEnd(() => other[Symbol.asyncDispose]());
  other.listen(0, "127.0.0.16");
  await once(other, "listening");
  const address = z.object({ port: z.number() }).parse(other.address());
  const uri = `http://127.0.0.16:${address.port}/users/zoe`;
  const [status, location] = await visit(uri, "");
  expect(status).toBe(302);
  const { pathname, searchParams } = new URL(location ?? "", home.origin);
  expect(pathname).toBe("/auth/sign_in");
  expect(home.origin + (searchParams.get("next") ?? "")).toBe(await addressFor(uri));
  expect(asked).toBe(0);
  const signedIn = await fetch(`${home.origin}/auth/sign_in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: home.origin },
    body: new URLSearchParams({ name: "alice", password: PASSWORD, next: searchParams.get("next") ?? "" }),
  });
  expect(signedIn.headers.get("location")).toBe(searchParams.get("next"));
  expect(await visit(uri)).toEqual([404, null]);
  expect(asked).toBeGreaterThan(0);
});

test("what is not there, or no address at all, is not found, and leads to no other site", async () => {
  const nowhere = [
    "", " ", "//evil.example", "javascript:alert(1)", "https://", "https://user:pass@/", "acct:", "acct:@", "@@@",
    `nobody@${elsewhere.host}`, `${elsewhere.origin}/nothing`, elsewhere.origin, "file:///etc/passwd",
    `https://${"a".repeat(3000)}.example/`, "alice\r\nx: y", "\u0000",
  ]; // prettier-ignore
  for (const uri of nowhere) expect(await visit(uri), uri).toEqual([404, null]);
  const bare = await fetch(`${home.origin}/authorize_interaction`, { headers: { accept: "text/html" } });
  expect(bare.status).toBe(404);
});

test("a post that one may not see is not found", async () => {
  const post = z.object({ uri: z.string() });
  const carl = await home.signUp("carl");
  const draft = { status: "For followers", visibility: "private" };
  const { uri } = post.parse((await carl.call("POST", "/api/v1/statuses", draft)).body);
  expect(await visit(uri)).toEqual([404, null]);
});
