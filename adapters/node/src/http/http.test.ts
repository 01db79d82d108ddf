import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  authorize,
  clientToken,
  ORIGIN,
  Person,
  register,
  signUp,
  startTestServer,
} from "../server.test-support.ts";
import { failNextDatasync } from "../sqlite/datasync.test-support.ts";
import { matching } from "../matching.test-support.ts";
import type { TestServer } from "../server.test-support.ts";

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

/** Sends bytes as they are. @returns the answer's first line */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

describe("web clients of other origins", () => {
  it.each([
    "/api/v1/statuses",
    "/api/v2/media",
    "/api/v1/apps",
    "/api/v1/accounts/update_credentials",
    "/oauth/token",
    "/oauth/revoke",
    "/api/v1/nothing",
  ])("may ask before they send: %s", async (path) => {
    // prettier-ignore
    const response = await server.fetch(path, {
      method: "OPTIONS",
      headers: {
        origin: "https://elk.example",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,idempotency-key,content-type",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      expect(response.headers.get("access-control-allow-methods")).toContain(method);
    }
    expect(response.headers.get("access-control-allow-headers")).toMatch(
      /Authorization.*Idempotency-Key.*Content-Type/,
    );
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it.each([
    ["a success", "GET", "/api/v1/instance", 200],
    ["no token", "GET", "/api/v1/timelines/home", 401],
    ["no such thing", "GET", "/api/v1/statuses/1", 404],
    ["no such route", "GET", "/api/v1/nothing", 404],
    ["another method", "DELETE", "/api/v1/instance", 405],
    ["a body that is no JSON", "POST", "/api/v1/apps", 400],
    ["a refused token request", "POST", "/oauth/token", 400],
    ["a document", "GET", "/.well-known/nodeinfo", 200],
    ["a stream without a token", "GET", "/api/v1/streaming/user", 401],
  ])("may read the answer and its headers: %s", async (_what, method, path, status) => {
    const body = method === "POST" ? { body: "{", headers: { "content-type": "application/json" } } : {};
    const response = await server.fetch(path, { method, ...body });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const exposed = response.headers.get("access-control-expose-headers") ?? "";
    for (const name of ["Link", "X-RateLimit-Remaining", "X-Request-Id"]) expect(exposed).toContain(name);
    expect(response.headers.get("x-request-id")).toMatch(/./);
  });

  it("cannot read the pages where people sign in and consent", async () => {
    for (const path of ["/auth/sign_in", "/auth/sign_up", "/oauth/authorize", "/"]) {
      expect((await server.fetch(path)).headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("ids that no store holds", () => {
  it.each([
    [200, "/@alice?max_id=9999999999999999999"],
    [404, "/@alice/9999999999999999999"],
    [404, "/users/alice/statuses/9223372036854775808"],
  ])("are answered with %i: %s", async (status, path) => {
    expect((await server.fetch(path, { headers: { accept: "text/html" } })).status).toBe(status);
  });
});

describe("methods", () => {
  it("HEAD is GET without a body", async () => {
    for (const path of [
      "/",
      "/health",
      "/api/v1/instance",
      "/@alice",
      "/avatar.png",
      "/.well-known/nodeinfo",
    ]) {
      const response = await server.fetch(path, { method: "HEAD", headers: { accept: "text/html" } });
      expect([path, response.status, await response.text()]).toEqual([path, 200, ""]);
    }
    const stream = await server.fetch(`/api/v1/streaming/user?access_token=${alice.token ?? ""}`, {
      method: "HEAD",
    });
    expect(stream.status).toBe(200);
  });

  it("that a path does not have are 405 with those that it has", async () => {
    const response = await server.fetch("/api/v1/instance", { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.json()).toEqual({ error: "Method not allowed" });
  });

  it("unknown ones are refused", async () => {
    for (const method of ["PROPFIND", "PURGE"]) {
      expect((await server.fetch("/api/v1/instance", { method })).status).toBe(405);
      expect((await server.fetch("/", { method })).status).toBeLessThan(500);
    }
  });
});

describe("what is not there", () => {
  it("is JSON for programs and a page for people", async () => {
    expect(await alice.call("GET", "/api/v1/nothing")).toMatchObject({
      status: 404,
      body: { error: "Record not found" },
    });
    expect(await alice.call("GET", "/nothing")).toMatchObject({ status: 404, body: { error: "Not found" } });
    const page = await server.fetch("/nothing", { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("There is nothing at this address.");
  });

  it.each(["abc", "-1", "0", "99999999999999999999", "9223372036854775808", "1.5", "%F0%9F%98%80", "null"])(
    "includes the id %s",
    async (id) => {
      for (const [method, path] of [
        ["GET", "/api/v1/accounts/ID"],
        ["GET", "/api/v1/accounts/ID/statuses"],
        ["POST", "/api/v1/accounts/ID/follow"],
        ["GET", "/api/v1/statuses/ID"],
        ["GET", "/api/v1/statuses/ID/context"],
        ["POST", "/api/v1/statuses/ID/favourite"],
        ["DELETE", "/api/v1/statuses/ID"],
        ["PUT", "/api/v1/statuses/ID"],
        ["GET", "/api/v1/media/ID"],
        ["GET", "/api/v1/notifications/ID"],
        ["GET", "/api/v1/polls/ID"],
      ] as const) {
        // prettier-ignore
        const body = method === "PUT" ? { status: "x" } : undefined;
        const answer = await alice.call(method, path.replace("ID", id), body);
        expect([path, answer.status]).toEqual([path, answer.status === 405 ? 405 : 404]);
      }
    },
  );
});

describe("bodies that cannot be read", () => {
  const post = (path: string, type: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
    server.fetch(path, {
      method: "POST",
      headers: { authorization: `Bearer ${alice.token ?? ""}`, "content-type": type },
      body,
    });

  it.each([
    ["JSON that breaks off", "application/json", '{"status": "x'],
    ["a JSON list", "application/json", "[1]"],
    ["JSON null", "application/json", "null"],
    ["deep JSON", "application/json", `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`],
    ["wide JSON", "application/json", `{${Array.from({ length: 3000 }, (_, i) => `"a${i}":1`).join(",")}}`],
    ["broken percent-encoding", "application/x-www-form-urlencoded", "status=%zz"],
    ["UTF-8 that is none", "application/x-www-form-urlencoded", new Uint8Array([0x61, 0x3d, 0xff, 0xfe])],
    ["JSON that is no UTF-8", "application/json", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ["percent-encoded bytes that are no UTF-8", "application/x-www-form-urlencoded", "status=%ff%fe"],
    ["thousands of parameters", "application/x-www-form-urlencoded", "a=1&".repeat(5000)],
    ["multipart without a boundary", "multipart/form-data", "x"],
    [
      "multipart that breaks off",
      "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data; name=status\r\n\r\nhi",
    ],
    ["multipart that is none", "multipart/form-data; boundary=x", "nothing of the kind"],
    [
      "thousands of parts",
      "multipart/form-data; boundary=x",
      `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(3000)}--x--\r\n`,
    ],
  ])("are refused: %s", async (_what, type, body) => {
    for (const path of ["/api/v1/statuses", "/api/v1/apps", "/oauth/token"]) {
      const response = await post(path, type, body);
      expect([path, response.status]).toEqual([path, expect.toBeOneOf([400, 401, 413, 422])]);
      expect(await response.json()).toMatchObject({ error: matching(/./) });
    }
    const page = await server.fetch("/auth/sign_in", {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    expect(page.status).toBeOneOf([400, 403, 413, 422]);
  });

  it.each([
    ["JSON", "application/json", `{"status":"${"x".repeat(1_100_000)}"}`],
    ["a form", "application/x-www-form-urlencoded", `status=${"x".repeat(1_100_000)}`],
  ])("are refused when they are too large: %s", async (_what, type, body) => {
    for (const path of ["/api/v1/statuses", "/api/v1/apps", "/oauth/token", "/auth/sign_in"]) {
      expect((await post(path, type, body)).status).toBe(413);
    }
  });

  it("are refused when they are too large and their length is not told", async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i += 1) controller.enqueue(new Uint8Array(100_000).fill(0x61));
        controller.close();
      },
    });
    const response = await server.fetch("/api/v1/statuses", {
      method: "POST",
      headers: { authorization: `Bearer ${alice.token ?? ""}`, "content-type": "application/json" },
      body,
      duplex: "half",
    });
    expect(response.status).toBe(413);
  });

  it("are not read from strangers", async () => {
    const response = await server.fetch("/api/v2/media", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: "this would be a 400",
    });
    expect(response.status).toBe(401);
  });

  /** Begins a body of untold length that never ends. @returns the status of the answer that comes meanwhile */
  const beginUpload = (path: string, token?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, server.address), {
        method: "POST",
        agent: false,
        headers: {
          "content-type": "multipart/form-data; boundary=b",
          "transfer-encoding": "chunked",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      });
      sent.on("response", (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on("error", reject);
      sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n');
      sent.write(Buffer.alloc(65_536, 0x61));
    });

  it.each([
    ["/api/v2/media", 401],
    ["/api/v1/media", 401],
    ["/api/v1/nothing", 404],
    ["/api/v1/instance", 405],
    ["/nothing", 404],
  ])("of strangers are answered before they are sent: %s", async (path, status) => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => beginUpload(path)));
    expect(answers).toEqual(Array(10).fill(status));
  });

  it("are not taken in for an application's own token, nor for one that may not upload", async () => {
    const scopes = "read write";
    const app = await clientToken(server, await register(server, { scopes }), scopes);
    expect(await beginUpload("/api/v2/media", app)).toBe(422);
    const reader = await authorize(server, "alice", "read");
    expect(await beginUpload("/api/v2/media", reader.token)).toBe(403);
  });

  it("are as large as an upload's only where something is uploaded", async () => {
    const form = new FormData();
    form.append("status", "x");
    form.append("file", new Blob([new Uint8Array(2_000_000)]), "a.png");
    expect((await alice.call("POST", "/api/v1/statuses", form)).status).toBe(413);
    expect((await alice.call("PATCH", "/api/v1/accounts/update_credentials", form)).status).toBe(200);
  });

  it("that were not read leave the connection to the next request", async () => {
    const body = `POST /api/v1/nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n${"x".repeat(300_000)}`;
    const next = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const { hostname, port } = new URL(server.address);
    const socket = connect(Number(port), hostname, () => socket.write(body + next));
    let answers = "";
    for await (const chunk of socket) answers += String(chunk);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 404", "HTTP/1.1 200"]);
  });

  it("of an inbox may be a mebibyte", async () => {
    const body = "x".repeat(1_100_000);
    const response = await server.fetch("/inbox", {
      method: "POST",
      headers: { "content-type": "application/activity+json" },
      body,
    });
    expect(response.status).toBe(413);
  });
});

describe("texts that no store can keep", () => {
  const evil = "a\u0000b\ud800c";

  it("are cleaned or refused wherever they come in", async () => {
    const id = await alice.publish({ status: "here" });
    const me = await alice.id();
    const calls: [string, string, object?][] = [
      ["POST", "/api/v1/statuses", { status: evil, spoiler_text: evil, language: evil }],
      ["POST", "/api/v1/statuses", { status: evil, spoiler_text: evil }],
      ["POST", "/api/v1/statuses", { status: `@${evil} #${evil} https://a.example/${evil}` }],
      ["PUT", `/api/v1/statuses/${id}`, { status: evil }],
      [
        "PATCH",
        "/api/v1/accounts/update_credentials",
        {
          display_name: evil,
          note: evil,
          fields_attributes: [{ name: evil, value: evil }],
          source: { language: evil },
        },
      ],
      [
        "POST",
        "/api/v1/apps",
        {
          client_name: evil,
          redirect_uris: `https://a.example/${evil}`,
          website: `https://a.example/${evil}`,
        },
      ],
      ["POST", "/api/v1/markers", { home: { last_read_id: evil } }],
      ["POST", "/api/v1/reports", { account_id: me, comment: evil }],
      ["POST", "/api/v1/featured_tags", { name: evil }],
      [
        "POST",
        "/api/v1/accounts",
        { username: evil, password: "long enough", email: `${evil}@a.example`, agreement: true },
      ],
      [
        "POST",
        "/oauth/token",
        { grant_type: evil, client_id: evil, code: evil, client_secret: evil, code_verifier: evil },
      ],
      ["GET", "/api/v2/search?q=a%00b"],
      ["GET", "/api/v2/search?q=%23a%00b&resolve=true"],
      ["GET", "/api/v2/search?q=a%00b@c.example&resolve=true"],
      ["GET", "/api/v1/accounts/lookup?acct=a%00b"],
      ["GET", "/api/v1/accounts/search?q=a%00b"],
      ["GET", "/api/v1/timelines/tag/a%00b"],
      ["GET", "/api/v1/tags/a%00b"],
      ["GET", "/api/v1/statuses/a%00b"],
    ];
    for (const [method, path, body] of calls) {
      const answer = await alice.call(method, path, body);
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
    }
    const keyed = await alice.call(
      "POST",
      "/api/v1/statuses",
      { status: "x" },
      { "idempotency-key": "a\u0080" },
    );
    expect(keyed.status).toBe(200);
    for (const path of [
      "/@a%00b",
      "/users/a%00b",
      "/tags/%00",
      "/users/alice/statuses/%00",
      "/media/%00",
      "/%ff",
      "/@%ff",
    ]) {
      const response = await server.fetch(path, { headers: { accept: "text/html" } });
      expect([path, response.status < 500]).toEqual([path, true]);
    }
  });
});

describe("requests that are no requests", () => {
  it.each([
    ["no host", "GET /api/v1/instance HTTP/1.1\r\n\r\n"],
    ["a host that is none", "GET /api/v1/instance HTTP/1.1\r\nHost: a b/c?d\r\n\r\n"],
    ["an empty host", "GET /api/v1/instance HTTP/1.1\r\nHost:\r\n\r\n"],
    ["a path with two slashes", "GET //evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["an absolute address", "GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n"],
    [
      "an upgrade to nothing",
      "GET //[ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ["a header with bytes", "GET / HTTP/1.1\r\nHost: a\r\nAccept: \xff\xfe\r\n\r\n"],
    ["garbage", "\x16\x03\x01\r\n\r\n"],
  ])("are answered without harm: %s", async (_what, text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 [234]/);
  });
});

describe("headers about the host", () => {
  it("change nothing of what the node says its address is", async () => {
    const response = await server.fetch("/api/v2/instance", {
      headers: {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "http",
        forwarded: "host=evil.example",
      },
    });
    const text = await response.text();
    expect(text).not.toContain("evil.example");
    expect(text).toContain(ORIGIN);
  });
});

describe("request ids, health and metrics", () => {
  it("gives each request an id of its own", async () => {
    const one = await server.fetch("/health", { headers: { "x-request-id": "mine" } });
    const two = await server.fetch("/health");
    expect(one.headers.get("x-request-id")).not.toBe("mine");
    expect(one.headers.get("x-request-id")).not.toBe(two.headers.get("x-request-id"));
    expect(await one.json()).toEqual({ status: "ok" });
  });

  it("says so when the disk failed and nothing can be written any more", async () => {
    await using broken = await startTestServer();
    const zoe = await signUp(broken, "zoe");
    failNextDatasync();
    expect((await zoe.call("POST", "/api/v1/statuses", { status: "lost" })).status).toBe(500);
    const health = await broken.fetch("/health");
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({
      status: "failed",
      error: matching(/^the disk did not take the log: nothing is written until the next start/),
    });
    await expect(broken.failed).resolves.toMatchObject({ code: "engine_failure" });
  });

  it("takes the id of a proxy that is trusted", async () => {
    await using proxied = await startTestServer({ TRUST_PROXY: "1" });
    const response = await proxied.fetch("/health", { headers: { "x-request-id": "proxy-0001" } });
    expect(response.headers.get("x-request-id")).toBe("proxy-0001");
  });

  it("shows metrics only where the operator wants them, and to whom", async () => {
    expect((await server.fetch("/metrics")).status).toBe(404);
    await using open = await startTestServer({ METRICS: "on" });
    await open.fetch("/api/v1/statuses/12345");
    const text = await (await open.fetch("/metrics")).text();
    expect(text).toContain('route="/api/v1/statuses/:id"');
    expect(text).not.toContain("12345");
    await using secret = await startTestServer({ METRICS: "k3Jv8QpZr5Tn2Wx7" });
    expect((await secret.fetch("/metrics")).status).toBe(401);
    expect((await secret.fetch("/metrics", { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    const allowed = await secret.fetch("/metrics", { headers: { authorization: "Bearer k3Jv8QpZr5Tn2Wx7" } });
    expect(allowed.status).toBe(200);
  });
});

describe("a request whose client goes away", () => {
  it("is no defect of the node", async () => {
    await using watched = await startTestServer({ METRICS: "on" });
    const { hostname, port } = new URL(watched.address);
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        "POST /api/v1/apps HTTP/1.1\r\nhost: mastic.test\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
      );
      setTimeout(() => socket.destroy(), 100);
    });
    const figures = async (): Promise<string> => (await watched.fetch("/metrics")).text();
    await expect.poll(figures, { timeout: 5_000 }).toMatch(/status="499"/);
    expect(await figures()).not.toMatch(/status="5\d\d"/);
  });
});

describe("rate limits", () => {
  it("count per account and per address, and say so", async () => {
    await using limited = await startTestServer({ RATE_LIMITS: "api=3/5m,signup=9/5m,media=1/5m" });
    const bob = await signUp(limited, "bob");
    const nobody = new Person(limited, undefined);
    for (const [person, path] of [
      [bob, "/api/v1/preferences"],
      [nobody, "/api/v1/instance"],
    ] as const) {
      for (const left of ["2", "1", "0"]) {
        const { status, headers } = await person.call("GET", path);
        expect([status, headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-remaining")]).toEqual([
          200,
          "3",
          left,
        ]);
        expect(Date.parse(headers.get("x-ratelimit-reset") ?? "")).toBeGreaterThan(Date.now());
      }
      const stopped = await person.call("GET", path);
      expect(stopped).toMatchObject({ status: 429, body: { error: "Too many requests" } });
      expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    // Applications and tokens too, per address: signing up took one of each.
    const stranger = new Person(limited, undefined);
    const asked = { client_name: "App", redirect_uris: "urn:ietf:wg:oauth:2.0:oob" };
    expect((await stranger.call("POST", "/api/v1/apps", asked)).status).toBe(200);
    for (const path of ["/api/v1/apps", "/oauth/token", "/oauth/revoke"]) {
      expect(await stranger.call("POST", path, asked)).toMatchObject({
        status: 429,
        body: { error: "Too many attempts. Try again later." },
      });
    }
    // Uploads are counted apart.
    expect((await bob.call("POST", "/api/v2/media", new FormData())).status).toBe(422);
    expect((await bob.call("POST", "/api/v2/media", new FormData())).status).toBe(429);
  });
});
