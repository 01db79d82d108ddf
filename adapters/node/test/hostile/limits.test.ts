/** Too large, too deep, too many, too slow to read: GHSA-mc44-6cfg-2v6w, CVE-2026-23962, CVE-2025-68475; and what only looks like content, CVE-2025-53941, CVE-2023-36462. */

import { connect } from "node:net";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";
import { send } from "./hostileActor.ts";
import { expectNoDefect, expectRefused, startScene, type Scene } from "./scene.ts";

vi.setConfig(patience);

/** However busy the machine: what is scanned in linear time is far below. */
const SOON_MILLIS = 5_000;
/** Bytes of an activity that are taken. */
const MAX_BODY = 1_048_576;

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
tellOnFailure(() => ({ node: scene.node.log }));

function nested(depth: number): string {
  return `${"[".repeat(depth)}"x"${"]".repeat(depth)}`;
}

describe("an activity is refused", () => {
  const many = (length: number) => Array.from({ length }, (_, index) => `https://a.example/${index}`);
  const bodies: Record<string, () => string | object> = {
    "with JSON nested 33 deep": () =>
      JSON.stringify(scene.friend.create().activity).replace(/}$/, `,"attachment":${nested(33)}}`),
    "with JSON nested 100,000 deep": () => `{"type":"Like","object":${nested(100_000)}}`,
    "with 10,000 tags": () =>
      scene.friend.create({
        tag: Array.from({ length: 10_000 }, () => ({ type: "Mention", href: scene.aliceUri })),
      }).activity,
    "with 10,000 recipients": () => scene.friend.create({ cc: many(10_000) }).activity,
    "with 10,000 attachments": () =>
      scene.friend.create({ attachment: many(10_000).map((url) => ({ type: "Image", url })) }).activity,
    "with 100,000 values": () => scene.friend.create({ extra: new Array(100_000).fill(1) }).activity,
    "with 10,000 options": () =>
      scene.friend.create({ type: "Question", oneOf: many(10_000).map((name) => ({ type: "Note", name })) })
        .activity,
    "that is no JSON": () => "{",
    "that is empty": () => "",
    "that is null": () => "null",
    "that is a number": () => "1e999999",
    "that is a string": () => `"Create"`,
    "that has the wrong types everywhere": () => ({
      "@context": 1,
      id: ["x"],
      type: { Create: true },
      actor: 7,
      object: [[[]]],
      to: { a: 1 },
    }),
    "without a type": () => ({ ...scene.friend.activity("Like", {}), type: undefined }),
    "without an object": () => scene.friend.activity("Create", {}),
    "with a prototype in it": () =>
      `{"__proto__":{"type":"Like"},"constructor":{"prototype":{}},"actor":"${scene.friend.uri}"}`,
    "with an id of a megabyte": () => ({
      ...scene.friend.activity("Like", { object: scene.post.uri }),
      id: `${scene.server.origin}/${"x".repeat(900_000)}`,
    }),
  };
  test.each(Object.keys(bodies))("%s", async (name) => {
    const { millis } = await expectRefused(scene.node, () =>
      scene.friend.post(scene.inbox, bodies[name]?.() ?? ""),
    );
    expect(millis).toBeLessThan(SOON_MILLIS);
  });

  test("of more than 1 MB, with a length and without", async () => {
    const { activity } = scene.friend.create({ content: "x".repeat(1_200_000) });
    const body = JSON.stringify(activity);
    await expectRefused(scene.node, () => scene.friend.post(scene.inbox, body), [413]);
    const headers = scene.friend.signedHeaders("POST", scene.inbox, body, {});
    await expectRefusedChunks(body, headers);
  });
});

/**
 * Sends a body of chunks, twice as much as is taken: either 413 is the answer, or the node hangs up, but not before more
 * than it takes was sent.
 */
async function expectRefusedChunks(body: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const { hostname, port, pathname } = new URL(scene.inbox);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const chunk = body.slice(0, 100_000);
  let sent = 0;
  const status = await new Promise<number | "hung up">((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${pathname} HTTP/1.1\r\n${lines.join("\r\n")}\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      for (let n = 0; n < 20; n += 1) {
        socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`, (error) => {
          if (error == null) sent += chunk.length;
        });
      }
      socket.write("0\r\n\r\n");
    });
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      if (status === undefined) return;
      socket.destroy();
      resolve(Number(status));
    });
    // What is to be said of an error is whether anything came before it; the socket closes after it.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve("hung up");
    });
  });
  if (status === "hung up") expect(sent).toBeGreaterThan(MAX_BODY);
  else expect(status).toBe(413);
}

describe("texts that make backtracking expressions slow are read in time", () => {
  const texts: Record<string, string> = {
    "open tags": "<".repeat(400_000),
    "open comments": "<!--".repeat(100_000),
    attributes: `<a ${`x="`.repeat(100_000)}`,
    entities: "&".repeat(400_000),
    mentions: "@a".repeat(200_000),
    spaces: ` `.repeat(400_000),
    "nested tags": "<b>".repeat(100_000),
  };
  test.each(Object.entries(texts))("%s", async (_name, text) => {
    const { note, activity } = scene.friend.create({ content: `<p>begin</p>${text}` });
    const outcome = await scene.friend.post(scene.inbox, activity);
    expect(outcome.status).toBeLessThan(500);
    expect(outcome.millis).toBeLessThan(SOON_MILLIS);
    const { note: next, activity: small } = scene.friend.create();
    await scene.friend.post(scene.inbox, small);
    await scene.alice.seesAtHome("what came next", (it) => it.uri === next.id);
    const health = await send("GET", `${scene.node.origin}/health`, undefined, {});
    expect(health.millis).toBeLessThan(SOON_MILLIS);
    expect(note.id).not.toBe(next.id);
  });

  test("in headers and in queries", async () => {
    const signature = `keyId="${scene.friend.keyId}",${`a="`.repeat(3_000)}`;
    const body = JSON.stringify(scene.friend.activity("Like", { object: scene.post.uri }));
    await expectRefused(scene.node, () => scene.friend.post(scene.inbox, body, { headers: { signature } }));
    const input = `sig1=${"(".repeat(6_000)}`;
    await expectRefused(scene.node, () =>
      scene.friend.post(scene.inbox, body, { headers: { "signature-input": input, signature: "sig1=::" } }),
    );
    for (const resource of [
      "acct:".repeat(1_000),
      `acct:${"a".repeat(5_000)}@`,
      "%".repeat(3_000),
      "@".repeat(3_000),
    ]) {
      const url = `${scene.node.origin}/.well-known/webfinger?resource=${resource}`;
      const { status, millis } = await send("GET", url, undefined, {});
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(millis).toBeLessThan(SOON_MILLIS);
    }
  });
});

test("what is dangerous in content and in profiles does not come out again, in the API or on pages", async () => {
  const bad = [
    `<script>alert(1)</script>`,
    `<img src=x onerror=alert(1)>`,
    `<a href="javascript:alert(1)">x</a>`,
    `<a href=" jAvAscript:alert(1)">x</a>`,
    `<form action="https://evil.example"><input name="password"></form>`,
    `<style>*{display:none}</style>`,
    `<iframe src="https://evil.example"></iframe>`,
    `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
    `<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>`,
    `<p style="position:fixed" onclick="alert(1)" class="u-url">x</p>`,
    `<a href="https://bank.example@evil.example/">bank.example</a>`,
  ].join("");
  const { note, activity } = scene.friend.create({ content: `<p>shown</p>${bad}`, summary: bad });
  const person = { ...scene.friend.document, name: bad, summary: bad };
  const attachment = [{ type: "PropertyValue", name: bad, value: bad }];
  scene.friend.serveDocument({ name: bad, summary: bad, attachment });
  await scene.friend.post(
    scene.inbox,
    scene.friend.activity("Update", { object: { ...person, attachment } }),
  );
  await scene.friend.post(scene.inbox, activity);
  const status = await scene.alice.seesAtHome("the bad note", (it) => it.uri === note.id);
  const { body } = await scene.alice.call("GET", `/api/v1/accounts/${status.account.id}`);
  const dangerous =
    /<script|onerror=|onclick=|javascript:|<form|<input|<style|<iframe|<svg|<img|position:fixed/i;
  expect(status.content).toContain("shown");
  expect(status.content).not.toMatch(dangerous);
  expect((body as { note: string }).note).not.toMatch(dangerous);
  expect(JSON.stringify((body as { fields: { value: string }[] }).fields.map((it) => it.value))).not.toMatch(
    dangerous,
  );

  await scene.alice.publish(`<script>alert(1)</script><img src=x onerror=alert(1)>`);
  const page = await fetch(`${scene.node.origin}/@alice`, { headers: { accept: "text/html" } });
  expect(await page.text()).not.toMatch(/<script>alert|<img src=x/);
  expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'|default-src 'self'/);
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
});

test("servers that nobody here knows, however many, leave nothing in the store (CVE-2026-69132)", async () => {
  const before = scene.server.seen.length;
  for (let n = 0; n < 60; n += 1) {
    // One in two is a host where nobody listens, the others are actors that the server does not know.
    const origin = n % 2 === 0 ? `http://127.0.1.${n + 1}:9` : `${scene.server.origin}/${n}`;
    const actor = `${origin}/users/stranger`;
    const activity = {
      ...scene.friend.activity("Like", { object: scene.post.uri }),
      actor,
      id: `${actor}/1`,
    };
    await expectRefused(scene.node, () =>
      scene.friend.post(scene.inbox, activity, { keyId: `${actor}#main-key` }),
    );
  }
  expect(scene.server.seen.length).toBeGreaterThan(before);
});

describe("a link that hides where it leads (CVE-2023-36462)", () => {
  const target = "https://evil.example/login";
  const end = `rel="nofollow noopener noreferrer" target="_blank"`;
  const misleading = `<a href="${target}"><span class="invisible">${target}?x=</span>www.bank.example</a>`;
  const shown = `<a href="${target}" ${end}><span>${target}?x=</span>www.bank.example</a>`;
  /** As Mastodon shortens links. */
  const inner = `<span class="invisible">https://</span><span class="ellipsis">evil.example/lo</span><span class="invisible">gin</span></a>`;

  test("in a post is shown whole, and a shortened one stays so", async () => {
    const content = `<p>${misleading} <a href="${target}">${inner}</p>`;
    const { note, activity } = scene.friend.create({ content });
    expect(await scene.friend.post(scene.inbox, activity)).toMatchObject({ status: 202 });
    const status = await scene.alice.seesAtHome("the note", (it) => it.uri === note.id);
    expect(status.content).toBe(`<p>${shown} <a href="${target}" ${end}>${inner}</p>`);
  });

  test("in a profile and its fields is shown whole", async () => {
    const attachment = [{ type: "PropertyValue", name: "Bank", value: misleading }];
    const change = { summary: `<p>${misleading}</p>`, attachment };
    scene.friend.serveDocument(change);
    const object = { ...scene.friend.document, ...change };
    const update = scene.friend.activity("Update", { object });
    expect(await scene.friend.post(scene.inbox, update)).toMatchObject({ status: 202 });
    const { id } = await scene.alice.resolveAccount(scene.friend.uri);
    await waitFor("the profile", async () => {
      const { body } = await scene.alice.call("GET", `/api/v1/accounts/${id}`);
      const { note, fields } = body as { note: string; fields: { name: string; value: string }[] };
      if (!note.includes("bank")) return undefined;
      expect(note).toBe(`<p>${shown}</p>`);
      expect(fields).toMatchObject([{ name: "Bank", value: shown }]);
      return true;
    });
  });
});

test("no request was a defect", () => {
  expectNoDefect(scene.node);
});
