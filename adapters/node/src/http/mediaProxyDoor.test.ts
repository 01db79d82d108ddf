import { readdirSync, readlinkSync } from "node:fs";
import { request } from "node:http";
import { domainBlocks, INSTANCE } from "@mastic/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { mediaAddresses, type MediaAddresses } from "../mediaProxy/address.ts";
import { keepMediaProxyKey } from "../mediaProxy/key.ts";
import { picture, startOrigin } from "../mediaProxy/mediaProxy.test-support.ts";
import { ORIGIN, startTestServer, type TestServer } from "../server.test-support.ts";

let server: TestServer;
let addresses: MediaAddresses;

const here = { ALLOWED_PRIVATE_RANGES: "127.0.0.0/8" };

beforeAll(async () => {
  server = await startTestServer(here);
  addresses = mediaAddresses(await keepMediaProxyKey(server.node.store), ORIGIN);
});
afterAll(() => server[Symbol.asyncDispose]());

/** The path under which the node gives out a URL. */
const pathOf = (url: string): string => addresses.addressOf(url).slice(ORIGIN.length);

function get(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return server.fetch(pathOf(url), { method, headers });
}

const bytes = picture(300_000);
const serving = (): ReturnType<typeof startOrigin> =>
  startOrigin((_, response) => response.writeHead(200, { "content-length": bytes.length }).end(bytes));

const body = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe("media of another server", () => {
  it("comes from here, as what nobody can make a page of, to be kept", async () => {
    const { url, asked } = await serving();
    for (let i = 0; i < 2; i += 1) {
      const response = await get(`${url}/a%20picture.svg?v=1`);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "image/png",
        "content-length": "300000",
        "content-disposition": 'inline; filename="20picture.png"',
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "public, max-age=2592000, immutable",
        "access-control-allow-origin": "*",
        "accept-ranges": "bytes",
      });
      expect((await body(response)).equals(bytes)).toBe(true);
    }
    expect(asked).toEqual(["/a%20picture.svg?v=1"]);
  });

  it("is not sent to who has it, nor to who asks what it is", async () => {
    const { url } = await serving();
    const first = await get(`${url}/a.png`);
    await body(first);
    const etag = first.headers.get("etag") ?? "";
    const second = await get(`${url}/a.png`, { "if-none-match": etag });
    expect([second.status, second.headers.get("etag")]).toEqual([304, etag]);
    const head = await get(`${url}/a.png`, {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "300000"]);
  });

  it("is sent in parts, kept or just coming", async () => {
    const { url } = await serving();
    for (let i = 0; i < 2; i += 1) {
      const part = await get(`${url}/a.mp4`, { range: "bytes=299000-" });
      expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 299000-299999/300000"]);
      expect((await body(part)).equals(bytes.subarray(299_000))).toBe(true);
      const last = await get(`${url}/a.mp4`, { range: "bytes=-500" });
      expect((await body(last)).equals(bytes.subarray(299_500))).toBe(true);
    }
    const beyond = await get(`${url}/a.mp4`, { range: "bytes=300000-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */300000"]);
    const other = await get(`${url}/a.mp4`, { range: "bytes=0-9", "if-range": '"another"' });
    expect([other.status, (await body(other)).length]).toEqual([200, 300_000]);
  });

  it("is sent as it comes where its server does not say how long it is", async () => {
    const release = Promise.withResolvers<undefined>();
    const { url } = await startOrigin((_, response) => {
      response.write(bytes.subarray(0, 1_000));
      void release.promise.then(() => response.end(bytes.subarray(1_000)));
    });
    const response = await get(`${url}/a.png`, { range: "bytes=0-99" });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, null]);
    release.resolve(undefined);
    expect((await body(response)).equals(bytes)).toBe(true);
  });

  it("breaks off where its server does", async () => {
    const { url } = await startOrigin((_, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, 1_000), () => response.destroy());
    });
    await expect(get(`${url}/a.png`).then(body)).rejects.toThrow();
  });

  it("is fetched no further when the browser goes", async () => {
    const closed = Promise.withResolvers<undefined>();
    const { url } = await startOrigin((_, response) => {
      response.on("close", () => closed.resolve(undefined));
      response.writeHead(200, { "content-length": bytes.length }).write(bytes.subarray(0, 1_000));
    });
    const asking = request(new URL(pathOf(`${url}/a.png`), server.address));
    asking.on("error", () => undefined);
    asking.on("response", (response) => response.destroy());
    asking.end();
    await closed.promise;
  });
});

/** What this process has open of the files that were fetched; Linux tells. */
function openFiles(): string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${name}`);
      return path.includes("/media-proxy/files/") ? [path] : [];
    } catch {
      return []; // closed meanwhile
    }
  });
}

it.runIf(process.platform === "linux")("keeps no file open for browsers that went", async () => {
  const large = picture(20_000_000);
  const { url } = await startOrigin((_, response) => response.end(large));
  expect((await body(await get(`${url}/a.png`))).length).toBe(large.length);
  // Kept now: it is read from its place.
  await vi.waitFor(async () => {
    const head = await get(`${url}/a.png`, {}, "HEAD");
    expect(head.headers.get("content-length")).toBe("20000000");
  });
  for (let i = 0; i < 10; i += 1) {
    const asking = request(new URL(pathOf(`${url}/a.png`), server.address));
    const over = new Promise((resolve) => asking.on("close", resolve));
    asking.on("error", () => undefined);
    if (i % 2 === 0) asking.on("response", (response) => response.destroy());
    else asking.on("finish", () => setImmediate(() => asking.destroy()));
    asking.end();
    await over;
  }
  await vi.waitFor(() => expect(openFiles()).toEqual([]), { timeout: 10_000 });
});

describe("what cannot be had", () => {
  it.each([
    [404, 404],
    [403, 404],
    [410, 410],
    [500, 502],
  ])("for a %i there is a %i here", async (theirs, ours) => {
    const { url } = await startOrigin((_, response) => response.writeHead(theirs).end());
    const response = await get(`${url}/a.png`);
    expect([response.status, response.headers.get("x-content-type-options")]).toEqual([ours, "nosniff"]);
    expect(await response.json()).toHaveProperty("error");
  });

  it("is no page", async () => {
    const { url } = await startOrigin((_, response) =>
      response.writeHead(200, { "content-type": "image/png" }).end("<script>alert(1)</script>"),
    );
    const response = await get(`${url}/a.png`, { accept: "text/html" });
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "application/json"]);
  });

  it("is what this node never gave out an address for", async () => {
    const { url, asked } = await serving();
    const [mac = ""] = pathOf(`${url}/a.png`).split("/").slice(2);
    const encoded = Buffer.from(`${url}/other.png`).toString("base64url");
    for (const path of [`${mac}/${encoded}`, `x/${encoded}`, `${mac}/%00`])
      expect((await server.fetch(`/media_proxy/${path}`)).status, path).toBe(403);
    expect(asked).toEqual([]);
  });

  it("is what moderators block", async () => {
    const { url, asked } = await serving();
    const host = new URL(url).host;
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insert(domainBlocks, { domain: host, severity: "suspend", createdAt: 1 }),
    );
    expect((await get(`${url}/a.png`)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it("is what lies in the network of this node", async () => {
    await using strict = await startTestServer();
    const { url, asked } = await serving();
    const key = await keepMediaProxyKey(strict.node.store);
    const path = mediaAddresses(key, ORIGIN).addressOf(`${url}/a.png`).slice(ORIGIN.length);
    expect((await strict.fetch(path)).status).toBe(502);
    expect(asked).toEqual([]);
  });

  it("is more than so many files of others in a while", async () => {
    await using counting = await startTestServer({ ...here, RATE_LIMITS: "proxy=2/1h" });
    const { url } = await serving();
    const limited = mediaAddresses(await keepMediaProxyKey(counting.node.store), ORIGIN);
    const ask = async (name: string): Promise<number> => {
      const path = limited.addressOf(`${url}/${name}.png`).slice(ORIGIN.length);
      const response = await counting.fetch(path);
      await response.arrayBuffer();
      return response.status;
    };
    const answers: number[] = [];
    for (const name of ["a", "a", "b", "c", "a"]) answers.push(await ask(name));
    // The hour may have turned meanwhile.
    await vi.waitFor(async () => expect(await ask(crypto.randomUUID())).toBe(429));
    expect([200, 429]).toContain(answers[3]);
    expect(answers.filter((_, i) => i !== 3)).toEqual([200, 200, 200, 200]);
  });
});
