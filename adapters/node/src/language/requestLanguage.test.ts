import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, OUT_OF_BAND, PASSWORD, register, signUp, startTestServer } from "../server.test-support.ts";
import type { Person, TestServer } from "../server.test-support.ts";
import { english } from "./english.ts";
import { italian } from "./italian.ts";

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer({
    INSTANCE_TITLE: "Il borgo",
    INSTANCE_DESCRIPTION: "Vicini.",
    INSTANCE_RULES: "Gentili",
  });
  alice = await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

const languageOf = (page: string): string | undefined => /<html lang="([^"]*)" dir="\w+"/.exec(page)?.[1];

describe("a page is in", () => {
  it.each([
    [undefined, "en"],
    ["it", "it"],
    ["it-CH;q=0.9, en;q=0.8", "it"],
    ["en;q=0.5, it;q=0.6", "it"],
    ["de, it;q=0.2", "it"],
    ["de, it;q=0", "en"],
    ["de", "en"],
    ["*", "en"],
    [";;;,,q=", "en"],
  ])("what the browser prefers: %s", async (accepted, expected) => {
    const answer = await new Browser(server).get("/auth/sign_in", accepted === undefined ? {} : { "accept-language": accepted }); // prettier-ignore
    expect(languageOf(await answer.text())).toBe(expected);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  it("what was chosen, from then on, on pages that are for everybody too", async () => {
    const browser = new Browser(server);
    const chosen = await browser.get("/auth/sign_up?next=%2Fhome&lang=it");
    expect(chosen.headers.get("set-cookie")).toMatch(/^mastic_lang=it; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/i); // prettier-ignore
    const page = await chosen.text();
    expect(languageOf(page)).toBe("it");
    // What else the address says stays.
    expect(page).toContain('href="?next=%2Fhome&amp;lang=en" lang="en"');
    for (const path of ["/", "/@alice", "/nothing", "/auth/sign_in"]) {
      expect(languageOf(await (await browser.get(path)).text()), path).toBe("it");
    }
    const refused = await browser.post("/auth/sign_in", { name: "alice", password: "not it at all" });
    expect(await refused.text()).toContain(italian["signIn.mismatch"]);
    expect(languageOf(await (await browser.get("/?lang=en")).text())).toBe("en");
    expect(languageOf(await (await browser.get("/")).text())).toBe("en");
  });

  it("one of those that there are, whatever is asked for", async () => {
    for (const lang of ["de", "", "%00", "it".repeat(5_000)]) {
      const answer = await new Browser(server).get(`/auth/sign_in?lang=${lang}`);
      expect([languageOf(await answer.text()), answer.headers.get("set-cookie")]).toEqual(["en", null]);
    }
  });

  it("the language that an app asks for, where people sign in first, too", async () => {
    const app = await register(server);
    const asked = new URLSearchParams({
      response_type: "code",
      client_id: app.client_id,
      scope: "read",
      lang: "it",
    });
    const browser = new Browser(server);
    const before = await browser.get(`/oauth/authorize?${asked.toString()}`);
    expect(languageOf(await (await browser.get(before.headers.get("location") ?? "")).text())).toBe("it");
  });

  it("a language that caches know of, and never with a cookie", async () => {
    const [plain, chosen] = [await server.fetch("/@alice", { headers: { accept: "text/html" } }), await server.fetch("/@alice?lang=it", { headers: { accept: "text/html" } })]; // prettier-ignore
    expect([plain.headers.get("cache-control"), plain.headers.get("vary")]).toEqual(["public, max-age=60", "Accept, Accept-Language, Cookie"]); // prettier-ignore
    expect(plain.headers.get("set-cookie")).toBeNull();
    expect(chosen.headers.get("cache-control")).toBe("no-store");
  });
});

/** English messages that are others in Italian, and whole as they stand. */
const italianTexts = new Set<string>(Object.values(italian));
const foreign = new Set<string>(
  Object.values(english).filter((it) => !it.includes("{") && !italianTexts.has(it)),
);

function readable(page: string): string[] {
  const attributes = [...page.matchAll(/(?:aria-label|title|alt|data-\w+)="([^"]*)"/g)].map(
    ([, it]) => it ?? "",
  );
  return [...attributes, ...page.replaceAll(/<[^>]*>/g, "\n").split("\n")].map((it) => it.trim());
}

it("no page in Italian has English on it", async () => {
  const id = await alice.publish({ status: "Il pane è pronto" });
  await alice.publish({ status: "Con le olive", in_reply_to_id: id });
  await alice.call("POST", `/api/v1/statuses/${id}/pin`);
  const app = await register(server, { scopes: "read write:statuses follow push profile" });
  const asked = { response_type: "code", client_id: app.client_id, redirect_uri: OUT_OF_BAND, scope: "read write:statuses follow push profile" }; // prettier-ignore
  const authorize = `/oauth/authorize?${new URLSearchParams(asked).toString()}`;
  const italy = { "accept-language": "it" };
  const [stranger, owner] = [new Browser(server), await Browser.signedIn(server, "alice")];
  const paths = [
    "/",
    "/auth/sign_up",
    "/auth/sign_in",
    "/@alice",
    `/@alice/${id}`,
    "/tags/niente",
    "/nothing",
    "/oauth/authorize",
  ];
  const ownPaths = ["/", "/settings/password", "/settings/delete", authorize];
  const answers = [
    ...(await Promise.all(paths.map((path) => stranger.get(path, italy)))),
    ...(await Promise.all(ownPaths.map((path) => owner.get(path, italy)))),
    await stranger.post("/auth/sign_up", { handle: "admin", email: "no", password: "short" }, italy),
    await stranger.post("/auth/sign_in", { name: "alice", password: "not it at all" }, italy),
    await stranger.post("/auth/sign_in", {}, { ...italy, origin: "https://evil.example" }),
    await owner.post("/settings/delete", { password: "not it at all" }, italy),
    await owner.post("/settings/password", { password: PASSWORD, newPassword: "short" }, italy),
    await owner.post("/oauth/authorize", { ...asked, decision: "deny" }, italy),
    await owner.post("/oauth/authorize", { ...asked, decision: "allow" }, italy),
    await owner.post("/settings/password", { password: PASSWORD, newPassword: `${PASSWORD}!` }, italy),
  ];
  for (const answer of answers) {
    const page = await answer.text();
    expect(languageOf(page)).toBe("it");
    expect(
      readable(page).filter((it) => foreign.has(it)),
      answer.url,
    ).toEqual([]);
  }
  const inEnglish = readable(await (await stranger.get("/auth/sign_up")).text());
  expect(inEnglish.filter((it) => foreign.has(it)).length).toBeGreaterThan(8);
});
