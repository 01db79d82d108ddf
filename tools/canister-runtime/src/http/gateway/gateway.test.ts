// The gateway, in front of a canister that certifies its pages, or does not, or lies.
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { afterEach, describe, expect, test } from "vitest";
import type { MetadataSection, QueryAnswer } from "../replica.ts";
import { serve, type ServeOptions, type ServedReplica } from "../server.ts";
import { canisterId, SmallReplica, type Method } from "../small-replica.test-support.ts";
import { skipped, version1, version2, type CertifiedPage, type Page } from "./certified-site.test-support.ts";

const headerType = IDL.Vec(IDL.Tuple(IDL.Text, IDL.Text));
const tokenType = IDL.Record({ key: IDL.Text, index: IDL.Nat, sha256: IDL.Opt(IDL.Vec(IDL.Nat8)) });
const responseType = IDL.Record({
  status_code: IDL.Nat16,
  headers: headerType,
  body: IDL.Vec(IDL.Nat8),
  upgrade: IDL.Opt(IDL.Bool),
  streaming_strategy: IDL.Opt(
    IDL.Variant({
      Callback: IDL.Record({
        callback: IDL.Func(
          [tokenType],
          [IDL.Record({ body: IDL.Vec(IDL.Nat8), token: IDL.Opt(tokenType) })],
          ["query"],
        ),
        token: tokenType,
      }),
    }),
  ),
});
const requestType = IDL.Record({
  method: IDL.Text,
  url: IDL.Text,
  headers: headerType,
  body: IDL.Vec(IDL.Nat8),
  certificate_version: IDL.Opt(IDL.Nat16),
});

const reply = (fields: Record<string, unknown>): QueryAnswer => ({
  reply: IDL.encode(
    [responseType],
    [{ status_code: 200, headers: [], body: [], upgrade: [], streaming_strategy: [], ...fields }],
  ),
});
/** `expect.stringContaining`, with the type of what it stands for. */
const containing = (part: string): string => expect.stringContaining(part) as string;

const page: Page = {
  path: "/hello",
  status: 203,
  headers: [
    ["Content-Type", "text/html"],
    ["X-Own", "yes"],
  ],
  body: utf8ToBytes("<p>hello</p>"),
};

let served: ServedReplica | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

interface Site {
  readonly queries: Record<string, Method>;
  readonly updates?: Record<string, Method>;
  readonly metadata?: readonly MetadataSection[];
}

async function open(site: Site, options: ServeOptions = {}): Promise<SmallReplica> {
  const replica = new SmallReplica(site);
  served = await serve(replica, options);
  return replica;
}

/** A site of one page; what it sends may differ from what it certified. */
async function openPage(
  make: (page: Page) => CertifiedPage,
  sent: Partial<Page> = {},
  site: Partial<Site> = {},
): Promise<void> {
  const made = make(page);
  const actual = { ...page, ...sent };
  const replica = await open({
    ...site,
    queries: {
      http_request: (_, certificate) =>
        reply({
          status_code: actual.status,
          headers: [...actual.headers, ...made.proof(certificate())],
          body: actual.body,
        }),
    },
  });
  replica.certify(made.certifiedData);
}

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const ownHost = `${canisterId.toText()}.localhost`;

/** A request with any Host header, which `fetch` does not allow. */
function get(path: string, { host = ownHost, method = "GET", headers = {}, body = "" } = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port: served?.port,
      host: "127.0.0.1",
      path,
      method,
      headers: { ...headers, host },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.end(body);
  });
}

describe.each([
  ["1", version1],
  ["2", version2],
])("a page certified by version %s", (version, make) => {
  test("is shown", async () => {
    await openPage(make);
    const got = await get("/hello");
    expect(got).toMatchObject({
      status: 203,
      text: "<p>hello</p>",
      headers: { "content-type": "text/html", "x-own": "yes" },
    });
  });

  test("is not shown with another body", async () => {
    await openPage(make, { body: utf8ToBytes("<p>forged</p>") });
    expect(await get("/hello")).toMatchObject({
      status: 503,
      text: containing("not certified"),
    });
  });

  test("is not shown for another path", async () => {
    await openPage(make);
    expect((await get("/other")).status).toBe(503);
  });

  test("is not shown when the canister has set other certified data since", async () => {
    const made = make(page);
    const replica = await open({
      queries: {
        http_request: (_, certificate) =>
          reply({ ...page, status_code: 203, headers: made.proof(certificate()), body: page.body }),
      },
    });
    replica.certify(new Uint8Array(32));
    expect((await get("/hello")).status).toBe(503);
  });

  test(`is ${version === "1" ? "" : "not "}shown with another status, which only version 2 certifies`, async () => {
    await openPage(make, { status: 200 });
    expect((await get("/hello")).status).toBe(version === "1" ? 200 : 503);
  });
});

test("version 2 passes on only the headers that are certified", async () => {
  await openPage(version2, { headers: [...page.headers, ["X-Smuggled", "yes"]] });
  const { headers } = await get("/hello");
  expect(headers["x-own"]).toBe("yes");
  expect(headers["x-smuggled"]).toBeUndefined();
  expect(headers["ic-certificate"]).toContain("version=2");
});

test.each([
  ["public", "1,2", 503],
  ["public", "1", 203],
  ["public", "nonsense", 203],
  ["private", "1", 503],
] as const)(
  "a canister with the %s section that it speaks %s answers by version 1: %i",
  async (visibility, versions, status) => {
    const metadata = [{ name: "supported_certificate_versions", visibility, content: utf8ToBytes(versions) }];
    await openPage(version1, {}, { metadata });
    expect((await get("/hello")).status).toBe(status);
  },
);

test("a page that asks to be shown without certification is shown as it is", async () => {
  await openPage(skipped, { headers: [["X-Any", "yes"]] });
  expect(await get("/hello")).toMatchObject({
    status: 203,
    text: "<p>hello</p>",
    headers: { "x-any": "yes" },
  });
});

describe("a page that is not certified", () => {
  const site = { queries: { http_request: () => reply({ body: utf8ToBytes("open") }) } };
  test("is not shown", async () => {
    await open(site);
    expect((await get("/")).status).toBe(503);
  });
  test("is shown by the raw domain", async () => {
    await open(site);
    expect(await get("/", { host: `${canisterId.toText()}.raw.localhost:1234` })).toMatchObject({
      status: 200,
      text: "open",
    });
  });
  test("is shown where verification is off", async () => {
    await open(site, { verifyResponses: false });
    expect((await get("/")).text).toBe("open");
  });
});

describe("upgrade", () => {
  test("repeats the request as an update call, whose answer needs no certificate", async () => {
    const requests: Record<string, unknown>[] = [];
    const note: Method = ({ argument }) => {
      const [request] = IDL.decode([requestType], argument) as unknown as [Record<string, unknown>];
      requests.push(request);
      return reply({ status_code: 201, body: utf8ToBytes("made"), headers: [["Location", "/1"]] });
    };
    await open({
      queries: {
        http_request: (call) => {
          void note(call, () => new Uint8Array());
          return reply({ upgrade: [true], status_code: 404 });
        },
      },
      updates: { http_request_update: note },
    });
    const got = await get("/api/v2/media?x=1&y=%20", {
      method: "POST",
      body: "text",
      headers: { "X-Twice": ["a", "b"], connection: "x-hop, keep-alive", "x-hop": "1", te: "trailers" },
    });
    expect(got).toMatchObject({ status: 201, text: "made", headers: { location: "/1" } });
    const [asQuery, asUpdate] = requests;
    const common = { method: "POST", url: "/api/v2/media?x=1&y=%20", body: utf8ToBytes("text") };
    expect(asQuery).toMatchObject({ ...common, certificate_version: [2] });
    expect(asUpdate).toMatchObject({ ...common, certificate_version: [] });
    const names = (asUpdate?.["headers"] as [string, string][]).map(([name]) => name);
    expect(names.filter((name) => name === "x-twice").length).toBe(2);
    expect(names).toContain("host");
    for (const hop of ["connection", "x-hop", "te"]) expect(names).not.toContain(hop);
  });

  test("that is rejected is a 503", async () => {
    await open({
      queries: { http_request: () => reply({ upgrade: [true] }) },
      updates: {
        http_request_update: () => ({ reject: { code: 5, message: "trapped", errorCode: "IC0502" } }),
      },
    });
    expect(await get("/")).toMatchObject({ status: 503, text: containing("IC0502") });
  });
});

describe("streaming", () => {
  const strategy = (id: Principal): unknown => [
    { Callback: { callback: [id, "more"], token: { key: "k", index: 0n, sha256: [Uint8Array.of(1)] } } },
  ];
  const more =
    (parts: number, size = 3): Method =>
    ({ argument }) => {
      const [{ key, index, sha256 }] = IDL.decode([tokenType], argument) as unknown as [
        { key: string; index: bigint; sha256: unknown },
      ];
      const token = index + 1n < parts ? [{ key, index: index + 1n, sha256 }] : [];
      const body = utf8ToBytes(`${key}${index.toString()} `.padEnd(size));
      return {
        reply: IDL.encode(
          [IDL.Record({ body: IDL.Vec(IDL.Nat8), token: IDL.Opt(tokenType) })],
          [{ body, token }],
        ),
      };
    };

  test("puts the parts together", async () => {
    await open(
      {
        queries: {
          http_request: () =>
            reply({ body: utf8ToBytes("start "), streaming_strategy: strategy(canisterId) }),
          more: more(4),
        },
      },
      { verifyResponses: false },
    );
    expect(await get("/")).toMatchObject({ text: "start k0 k1 k2 k3 ", headers: { "content-length": "18" } });
  });

  test("is verified as a whole", async () => {
    const whole = { ...page, body: utf8ToBytes("start k0 k1 ") };
    const made = version2(whole);
    const answered = (parts: number): Site => ({
      queries: {
        http_request: (_, certificate) =>
          reply({
            status_code: whole.status,
            headers: [...whole.headers, ...made.proof(certificate())],
            body: utf8ToBytes("start "),
            streaming_strategy: strategy(canisterId),
          }),
        more: more(parts),
      },
    });
    (await open(answered(2))).certify(made.certifiedData);
    expect((await get("/hello")).text).toBe("start k0 k1 ");
    await served?.close();
    (await open(answered(3))).certify(made.certifiedData);
    expect((await get("/hello")).status).toBe(503);
  });

  test("from another canister, or without end, is refused", async () => {
    const other = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
    await open(
      { queries: { http_request: () => reply({ streaming_strategy: strategy(other) }) } },
      { verifyResponses: false },
    );
    expect(await get("/")).toMatchObject({ status: 502, text: containing("another canister") });
    await served?.close();
    await open(
      {
        queries: { http_request: () => reply({ streaming_strategy: strategy(canisterId) }), more: more(1e9) },
      },
      { verifyResponses: false },
    );
    expect(await get("/")).toMatchObject({ status: 502, text: containing("without end") });
  });
});

describe("which canister", () => {
  const id = canisterId.toText();
  const echo = { queries: { http_request: () => reply({ body: utf8ToBytes("here") }) } };
  test.each([
    ["by the host", "/", ownHost, undefined, 200],
    ["by the host with a port, in capitals", "/", `${id.toUpperCase()}.LOCALHOST:4943`, undefined, 200],
    ["by the query", `/?canisterId=${id}`, "127.0.0.1", undefined, 200],
    ["by the page that refers to it", "/style.css", "localhost", `http://localhost/?canisterId=${id}`, 200],
    ["by a custom domain", "/", "social.example:80", undefined, 200],
    ["by a custom domain with its port", "/", "localhost:8081", undefined, 200],
    ["by none, at another port", "/", "localhost:8082", undefined, 400],
    ["by none", "/", "localhost", undefined, 400],
    ["by something like a canister id", "/", "aaaaa-aaaaa-aaaaa-aaaaa-aaa.localhost", undefined, 400],
    ["of another subnet", "/", "zzzzz-zzzzz-zzzzz-zzzzz-zzz.localhost", undefined, 400],
  ])("%s", async (_, path, host, referer, status) => {
    await open(echo, { verifyResponses: false, domains: { "Social.Example": id, "localhost:8081": id } });
    expect((await get(path, { host, headers: referer === undefined ? {} : { referer } })).status).toBe(
      status,
    );
  });

  test("an API of the canister's own below /api/v2 is the canister's", async () => {
    await open(echo, { verifyResponses: false });
    expect((await get("/api/v2/instance")).text).toBe("here");
    expect((await get("/api/v2/status")).headers["content-type"]).toBe("application/cbor");
  });
});

describe("answers that are none", () => {
  const raw = (answered: QueryAnswer): Promise<SmallReplica> =>
    open({ queries: { http_request: () => answered } }, { verifyResponses: false });
  test.each([
    ["no Candid", utf8ToBytes("hello")],
    ["another type", IDL.encode([IDL.Text], ["hello"])],
    ["nothing", new Uint8Array()],
    [
      "four thousand million empty values",
      Uint8Array.of(0x44, 0x49, 0x44, 0x4c, 1, 0x6d, 0x7f, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f),
    ],
  ])("%s is a 502", async (_, bytes) => {
    await raw({ reply: bytes });
    expect((await get("/")).status).toBe(502);
  });
  test("a rejection is a 503", async () => {
    await raw({ reject: { code: 5, message: "no such method" } });
    expect(await get("/")).toMatchObject({ status: 503, text: containing("no such method") });
  });
  test.each([99, 0, 600, 65535])("the status %i is a 502", async (status_code) => {
    await raw(reply({ status_code }));
    expect((await get("/")).status).toBe(502);
  });
  test("headers that split the answer, or are about the connection, are dropped", async () => {
    await raw(
      reply({
        headers: [
          ["X-Bad", "a\r\nSet-Cookie: b"],
          ["bad name", "x"],
          ["Transfer-Encoding", "chunked"],
          ["Content-Length", "999"],
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
        ],
        body: utf8ToBytes("ok"),
      }),
    );
    const { headers, text } = await get("/");
    expect(text).toBe("ok");
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(headers["content-length"]).toBe("2");
    expect(headers["x-bad"]).toBeUndefined();
  });
  test("a body of a status that has none, and of HEAD, is not sent", async () => {
    await raw(reply({ status_code: 204, body: utf8ToBytes("x") }));
    expect(await get("/")).toMatchObject({ status: 204, text: "" });
    await served?.close();
    await raw(reply({ body: utf8ToBytes("x") }));
    expect(await get("/", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  });
  test("a request that is too large is a 413", async () => {
    await raw(reply({}));
    expect((await get("/", { method: "POST", body: "x".repeat(3_000_000) })).status).toBe(413);
  });
});
