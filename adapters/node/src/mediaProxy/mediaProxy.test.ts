import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { MediaProxyError } from "./error.ts";
import type { FetchBounds } from "./fetchInto.ts";
import { picture, readWhole, startOrigin, startProxy } from "./mediaProxy.test-support.ts";

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MediaProxyError) return error.code;
  throw new Error(`expected a MediaProxyError, got ${String(error)}`);
}

const sending =
  (body: Uint8Array | string, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

const PNG = { "content-type": "image/png" };

describe("a file of another server", () => {
  it("is fetched once, by its first bytes what it is, and then read from the disk", async () => {
    const bytes = picture(200_000);
    const origin = await startOrigin(sending(bytes, { "content-type": "application/x-lies" }));
    const { fetch, get } = startProxy();
    expect(await fetch(`${origin.url}/a.png`)).toEqual(bytes);
    const again = await get(`${origin.url}/a.png`);
    expect(again).toMatchObject({ type: "image/png", size: bytes.length });
    expect(await readWhole(again)).toEqual(bytes);
    again.release();
    expect(origin.asked).toEqual(["/a.png"]);
  });

  it("is asked for without cookies, referrer or packing, and told who asks", async () => {
    let heard: Record<string, unknown> = {};
    const origin = await startOrigin((request, response) => {
      heard = request.headers;
      response.end(picture(100));
    });
    await startProxy().fetch(`${origin.url}/a.png`);
    expect(heard).toEqual({
      host: new URL(origin.url).host,
      connection: "keep-alive",
      accept: "image/*, video/*, audio/*",
      "accept-encoding": "identity",
      "user-agent": "Mastic/test (+https://me.example)",
    });
  });

  it("is fetched again after thirty days", async () => {
    let seed = 1;
    const origin = await startOrigin((_, response) => response.end(picture(1_000, seed++)));
    const { fetch, get, pass } = startProxy();
    expect(await fetch(`${origin.url}/a.png`)).toEqual(picture(1_000, 1));
    const before = await get(`${origin.url}/a.png`);
    before.release();
    pass(30 * 86_400_000);
    expect(await fetch(`${origin.url}/a.png`)).toEqual(picture(1_000, 2));
    const after = await get(`${origin.url}/a.png`);
    after.release();
    expect(after.tag).not.toBe(before.tag);
  });

  it("is fetched once for all who ask at the same time, and a reader that stands still holds up nobody", async () => {
    const bytes = picture(900_000);
    const release = Promise.withResolvers<undefined>();
    const origin = await startOrigin((_, response) => {
      response.writeHead(200, { ...PNG, "content-length": bytes.length }).write(bytes.subarray(0, 300_000));
      void release.promise.then(() => response.end(bytes.subarray(300_000)));
    });
    const { get, fetch } = startProxy();
    const idle = await get(`${origin.url}/a.png`);
    const idling = idle.read(0, Number.POSITIVE_INFINITY)[Symbol.asyncIterator]();
    await idling.next();
    const all = Promise.all(Array.from({ length: 20 }, () => fetch(`${origin.url}/a.png`)));
    release.resolve(undefined);
    for (const read of await all) expect(read.equals(bytes)).toBe(true);
    await idling.return?.();
    idle.release();
    expect(origin.asked).toHaveLength(1);
  });

  it("can be read in parts while it comes", async () => {
    const bytes = picture(500_000);
    const release = Promise.withResolvers<undefined>();
    const origin = await startOrigin((_, response) => {
      response.writeHead(200, { ...PNG, "content-length": bytes.length }).write(bytes.subarray(0, 100_000));
      void release.promise.then(() => response.end(bytes.subarray(100_000)));
    });
    const { get } = startProxy();
    const file = await get(`${origin.url}/a.png`);
    const parts: Uint8Array[] = [];
    for await (const chunk of file.read(50_000, 99_999)) parts.push(chunk);
    expect(Buffer.concat(parts).equals(bytes.subarray(50_000, 100_000))).toBe(true);
    release.resolve(undefined);
    for await (const chunk of file.read(499_000, 499_999)) parts.push(chunk);
    expect(Buffer.concat(parts).subarray(50_000).equals(bytes.subarray(499_000))).toBe(true);
    file.release();
  });

  it("is fetched no further when its last reader has gone, unless another comes soon", async () => {
    const closed = Promise.withResolvers<undefined>();
    const origin = await startOrigin((_, response) => {
      response.on("close", () => closed.resolve(undefined));
      response.writeHead(200, PNG).write(picture(1_000));
    });
    const { get, proxy, cache } = startProxy({ lingerMillis: 50 });
    const first = await get(`${origin.url}/a.png`);
    first.release();
    const second = await get(`${origin.url}/a.png`);
    expect(origin.asked).toHaveLength(1);
    second.release();
    await closed.promise;
    await vi.waitFor(() => expect([proxy.underWay, cache.size]).toEqual([0, 0]));
  });

  it("is given up by who goes before it begins to come", async () => {
    const origin = await startOrigin(() => undefined);
    const { proxy } = startProxy({ lingerMillis: 0 });
    const gone = new AbortController();
    const waiting = refusal(proxy.get(`${origin.url}/a.png`, () => undefined, gone.signal));
    await vi.waitFor(() => expect(origin.asked).toHaveLength(1));
    gone.abort();
    expect(await waiting).toBe("abandoned");
    await vi.waitFor(() => expect(proxy.underWay).toBe(0));
  });
});

describe("a bad origin", () => {
  const page = "<!doctype html><script>alert(document.domain)</script>";
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  const cases: Record<string, [RequestListener, string]> = {
    "sends a page": [sending(page, { "content-type": "text/html" }), "not_media"],
    "sends a page as a picture": [sending(page, PNG), "not_media"],
    "sends SVG": [sending(svg, { "content-type": "image/svg+xml" }), "not_media"],
    "sends nothing": [sending("", PNG), "not_media"],
    "says that it is gigantic": [
      (_, response) =>
        response.writeHead(200, { "content-length": "1000000000000000000000000" }).flushHeaders(),
      "unreachable",
    ],
    "says that it is too large": [
      (_, response) => response.writeHead(200, { "content-length": "99999999999" }).flushHeaders(),
      "too_large",
    ],
    "sends a packed picture": [
      sending(gzipSync(picture(1_000)), { ...PNG, "content-encoding": "gzip" }),
      "not_media",
    ],
    "sends a bomb": [sending(bomb, { ...PNG, "content-encoding": "gzip" }), "not_media"],
    "sends a part that nobody asked for": [
      sending(picture(1_000), { ...PNG, "content-range": "bytes 0-999/2000" }, 206),
      "unreachable",
    ],
    "has nothing there": [sending("", {}, 404), "not_found"],
    "wants to know who asks": [sending("", {}, 401), "not_found"],
    "has deleted it": [sending("", {}, 410), "gone"],
    fails: [sending("", {}, 500), "unreachable"],
    "redirects in a circle": [sending("", { location: "/a.png" }, 302), "unreachable"],
    "redirects without end": [
      ({ url = "" }, response) => response.writeHead(302, { location: `${url}x` }).end(),
      "unreachable",
    ],
    "redirects to another scheme": [sending("", { location: "file:///etc/passwd" }, 302), "unreachable"],
    "hangs up": [({ socket }) => socket.destroy(), "unreachable"],
  };

  it.each(Object.entries(cases))("that %s is refused", async (_, [answer, code]) => {
    const origin = await startOrigin(answer);
    const { get, cache, proxy } = startProxy();
    expect(await refusal(get(`${origin.url}/a.png`))).toBe(code);
    expect([cache.size, proxy.underWay]).toEqual([0, 0]);
  });

  it("that says nothing is refused", async () => {
    const origin = await startOrigin(() => undefined);
    const { get } = startProxy({ bounds: { idleMillis: 100 } });
    expect(await refusal(get(`${origin.url}/a.png`))).toBe("timeout");
  });

  const impatient = { idleMillis: 500, startMillis: 600, minBytesPerSecond: 100_000_000 };
  const halves: Record<string, [RequestListener, string, Partial<FetchBounds>?]> = {
    "sends without end": [
      (_, response) => {
        const chunk = picture(50_000);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on("drain", more);
        more();
      },
      "too_large",
    ],
    drips: [
      (_, response) => {
        response.write(picture(100));
        const drip = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(drip));
      },
      "timeout",
      impatient,
    ],
    "stops in the middle": [(_, response) => response.write(picture(100)), "timeout", impatient],
    "sends less than it said": [
      (_, response) => {
        response.writeHead(200, { "content-length": "2000" }).write(picture(1_000), () => response.destroy());
      },
      "unreachable",
    ],
  };

  it.each(Object.entries(halves))("that %s leaves nothing", async (_, [answer, code, bounds = {}]) => {
    const origin = await startOrigin(answer);
    const { get, fetch, cache, proxy } = startProxy({ bounds });
    // A slow machine may be late for the beginning already.
    expect(await refusal(fetch(`${origin.url}/a.png`))).toBe(code);
    await vi.waitFor(() => expect([cache.size, proxy.underWay]).toEqual([0, 0]));
    // Nobody gets the half that was there.
    expect(await refusal(get(`${origin.url}/a.png`))).toBe(code);
  });

  it("cannot send us into a private network by a redirect", async () => {
    const secret = await startOrigin(sending(picture(100)), "127.0.0.1");
    const origin = await startOrigin(sending("", { location: `${secret.url}/a.png` }, 302), "127.0.0.2");
    const { get } = startProxy({ ranges: ["127.0.0.2/32"] });
    expect(await refusal(get(`${origin.url}/a.png`))).toBe("unreachable");
    expect(await refusal(get(`${secret.url}/a.png`))).toBe("unreachable");
    expect(secret.asked).toEqual([]);
  });

  it("is followed where it redirects to", async () => {
    const files = await startOrigin(sending(picture(100)));
    const origin = await startOrigin(sending("", { location: `${files.url}/b.png` }, 301));
    expect(await startProxy().fetch(`${origin.url}/a.png`)).toEqual(picture(100));
  });

  it("is not asked, nor redirected to, nor shown from the disk, while it is blocked", async () => {
    const blocked = new Set<string>();
    const files = await startOrigin(sending(picture(100)));
    const origin = await startOrigin(sending("", { location: `${files.url}/b.png` }, 301));
    const { get, fetch } = startProxy({ isBlocked: async (host) => blocked.has(host) });
    await fetch(`${files.url}/kept.png`);
    blocked.add(new URL(files.url).host);
    for (const url of [`${files.url}/kept.png`, `${files.url}/b.png`, `${origin.url}/a.png`])
      expect(await refusal(get(url)), url).toBe("blocked");
    expect(files.asked).toEqual(["/kept.png"]);
    blocked.clear();
    expect(await fetch(`${files.url}/kept.png`)).toEqual(picture(100));
  });

  it("is not asked again at once", async () => {
    const origin = await startOrigin(sending("", {}, 500));
    const { get, pass } = startProxy();
    for (let i = 0; i < 3; i += 1) expect(await refusal(get(`${origin.url}/a.png`))).toBe("unreachable");
    expect(origin.asked).toHaveLength(1);
    pass(60_000);
    expect(await refusal(get(`${origin.url}/a.png`))).toBe("unreachable");
    expect(origin.asked).toHaveLength(2);
  });
});

describe("many files", () => {
  it("are fetched so many at a time from one host, and others do not wait for it", async () => {
    const release = Promise.withResolvers<undefined>();
    const slow = await startOrigin((_, response) => {
      void release.promise.then(() => response.end(picture(100)));
    });
    const quick = await startOrigin(sending(picture(100)));
    const { get, fetch } = startProxy({ slots: { total: 3, perHost: 2, waiting: 2 } });
    const waiting = [1, 2, 3, 4].map((name) => fetch(`${slow.url}/${name}.png`));
    await vi.waitFor(() => expect(slow.asked).toHaveLength(2));
    expect(await fetch(`${quick.url}/a.png`)).toEqual(picture(100));
    expect(await refusal(get(`${slow.url}/5.png`))).toBe("busy");
    expect(slow.asked).toHaveLength(2);
    release.resolve(undefined);
    expect(await Promise.all(waiting)).toHaveLength(4);
  });

  it("are counted only where another server is asked", async () => {
    const origin = await startOrigin(sending(picture(100)));
    const { proxy } = startProxy();
    const signal = new AbortController().signal;
    let counted = 0;
    const get = (name: string): Promise<{ release(): void }> =>
      proxy.get(`${origin.url}/${name}.png`, () => void (counted += 1), signal);
    for (const name of ["a", "a", "b", "a"]) (await get(name)).release();
    expect(counted).toBe(2);
  });
});

it("takes names that lead nowhere for what they are", async () => {
  const gone = createServer().listen(0, "127.0.0.1");
  await once(gone, "listening");
  const address = gone.address();
  await new Promise((resolve) => gone.close(resolve));
  const port = typeof address === "object" ? address?.port : undefined;
  const { get } = startProxy();
  const urls = ["not a URL", "https://user:secret@files.example/a.png", "data:image/png;base64,iVBOR", "https://host.invalid/a.png", `http://127.0.0.1:${port}/a.png`]; // prettier-ignore
  for (const url of urls) expect(await refusal(get(url)), url).toBe("unreachable");
});
