import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as SocketServer,
  type Socket,
} from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { certificate, key } from "../../test/certificate.ts";
import { FetchError } from "./error.ts";
import { addressPolicy } from "./policy.ts";
import { remoteClient, type RemoteClient, type RemoteFetchOptions } from "./remoteFetch.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of open.splice(0)) await it.close();
});

async function listen(server: Server | SocketServer, address = "127.0.0.1"): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  open.push({
    close: () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener, address?: string): Promise<number> =>
  listen(createServer(listener), address);

/** Speaks bytes rather than HTTP; its sockets end with the test. */
async function serveBytes(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  open.push({ close: () => sockets.forEach((socket) => socket.destroy()) });
  return listen(
    createSocketServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      onConnection(socket);
    }),
  );
}

const development = addressPolicy({ allowPrivateAddresses: true, allowedPrivateRanges: [] });
const production = addressPolicy({ allowPrivateAddresses: false, allowedPrivateRanges: [] });

function client(options: Partial<RemoteFetchOptions> = {}): RemoteClient["fetch"] {
  const made = remoteClient({
    policy: development,
    userAgent: "Mastic/test (+https://me.example)",
    ...options,
  });
  open.push(made);
  return made.fetch;
}

const get = (url: string): { method: string; url: string; headers: Record<string, string> } => ({
  method: "GET",
  url,
  headers: {},
});

async function failure(attempt: Promise<unknown>): Promise<FetchError> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError)) throw new Error(`expected a FetchError, got ${String(error)}`);
  return error;
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

describe("an exchange", () => {
  it("sends the body with its length, our name, and the headers it was given", async () => {
    let seen: { headers: IncomingMessage["headers"]; body: string } | undefined;
    const port = await serve((request, response) => {
      void readAll(request).then((body) => {
        seen = { headers: request.headers, body };
        response.writeHead(202, { "X-Thing": "a", "content-type": "text/plain" }).end("taken");
      });
    });
    const response = await client()({
      method: "POST",
      url: `http://127.0.0.1:${port}/inbox?a=b`,
      headers: { "content-type": "application/activity+json", host: "liar.example", signature: "sig" },
      body: new TextEncoder().encode("{}"),
    });
    expect(response).toMatchObject({ status: 202, url: `http://127.0.0.1:${port}/inbox?a=b` });
    expect(response.headers).toMatchObject({ "x-thing": "a", "content-type": "text/plain" });
    expect(new TextDecoder().decode(response.body)).toBe("taken");
    expect(seen?.body).toBe("{}");
    expect(seen?.headers).toMatchObject({
      "content-length": "2",
      "user-agent": "Mastic/test (+https://me.example)",
      host: `127.0.0.1:${port}`,
      signature: "sig",
    });
    expect(seen?.headers).not.toHaveProperty("transfer-encoding");
  });

  it("keeps its connections alive, and asks again when the peer has dropped one silently", async () => {
    let connections = 0;
    let requests = 0;
    const port = await serveBytes((socket) => {
      connections += 1;
      const isFirst = connections === 1;
      let answered = 0;
      socket.on("data", () => {
        requests += 1;
        answered += 1;
        // The first connection answers twice, then ends at the sight of a third request.
        if (isFirst && answered === 3) socket.destroy();
        else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    const fetch = client({ connectionsPerOrigin: 1 });
    for (let i = 0; i < 4; i++) expect((await fetch(get(`http://127.0.0.1:${port}/`))).status).toBe(200);
    expect({ connections, requests }).toEqual({ connections: 2, requests: 5 });
  });

  it("gives up on a peer that drops every request", async () => {
    let connections = 0;
    const port = await serveBytes((socket) => {
      connections += 1;
      socket.on("data", () => socket.destroy());
    });
    const error = await failure(client()(get(`http://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ code: "connection_failed", kind: "transport" });
    expect(connections).toBeLessThanOrEqual(2);
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ] as const)("unpacks %s", async (encoding, pack) => {
    const port = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(pack("hello".repeat(1000))),
    );
    const { body } = await client()(get(`http://127.0.0.1:${port}/`));
    expect(new TextDecoder().decode(body)).toBe("hello".repeat(1000));
  });

  it("takes the headers of a HEAD for what a GET would bring", async () => {
    const port = await serve((_, response) =>
      response.writeHead(200, { "content-length": "5000000", "content-encoding": "gzip" }).end(),
    );
    const { status, body } = await client()({ ...get(`http://127.0.0.1:${port}/`), method: "HEAD" });
    expect([status, body.byteLength]).toEqual([200, 0]);
  });

  it("tells how a connection failed", async () => {
    const port = await serve(() => undefined);
    const fetch = client({ resolve: () => Promise.reject(new Error("no such host")) });
    expect(await failure(fetch(get("http://nowhere.example/")))).toMatchObject({ code: "dns_failure" });
    expect(await failure(fetch(get("http://127.0.0.1:1/")))).toMatchObject({ code: "connection_failed" });
    expect(await failure(fetch(get(`https://127.0.0.1:${port}/`)))).toMatchObject({ code: "tls_failure" });
  });
});

describe("addresses", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://127.0.0.1./",
    "https://１２７.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1:8443/",
  ])("refuses %s", async (url) => {
    expect(await failure(client({ policy: production })(get(url)))).toMatchObject({
      code: "address_refused",
      kind: "input",
    });
  });

  it.each([
    ["http://social.example/", "protocol_refused"],
    ["ftp://social.example/", "protocol_refused"],
    ["data:text/plain,hello", "protocol_refused"],
    ["file:///etc/passwd", "protocol_refused"],
    ["/etc/passwd", "invalid_url"],
    ["https://", "invalid_url"],
    ["https://user:password@social.example/", "invalid_url"],
    [`https://social.example/${"a".repeat(5000)}`, "invalid_url"],
  ])("refuses %s as %s", async (url, code) => {
    expect(await failure(client({ policy: production })(get(url)))).toMatchObject({ code });
  });

  it("refuses a name when one of its addresses is not public", async () => {
    const fetch = client({ policy: production, resolve: async () => ["93.184.216.34", "10.0.0.7"] });
    expect(await failure(fetch(get("https://social.example/")))).toMatchObject({ code: "address_refused" });
  });

  it("connects to the address that was checked, whatever the name says a moment later", async () => {
    let isReached = false;
    const secret = await serve((_, response) => {
      isReached = true;
      response.end("secret");
    });
    const harmless = createServer((_, response) => response.setHeader("connection", "close").end("public"));
    await new Promise<void>((resolve) => harmless.listen(secret, "127.0.0.2", resolve));
    open.push(harmless);
    const answers = [["127.0.0.2"], ["127.0.0.1"]];
    let lookups = 0;
    const fetch = client({
      policy: addressPolicy({ allowPrivateAddresses: false, allowedPrivateRanges: ["127.0.0.2/32"] }),
      resolve: async () => answers[lookups++] ?? ["127.0.0.1"],
    });
    const url = `http://rebinding.example:${secret}/`;
    expect(new TextDecoder().decode((await fetch(get(url))).body)).toBe("public");
    expect(lookups).toBe(1);
    expect(await failure(fetch(get(url)))).toMatchObject({ code: "address_refused" });
    expect(isReached).toBe(false);
  });

  it("lets http go to allowed ranges only", async () => {
    const port = await serve((_, response) => response.end("neighbour"));
    const policy = addressPolicy({ allowPrivateAddresses: false, allowedPrivateRanges: ["127.0.0.0/8"] });
    expect((await client({ policy })(get(`http://127.0.0.1:${port}/`))).status).toBe(200);
    const fetch = client({ policy, resolve: async () => ["93.184.216.34"] });
    expect(await failure(fetch(get("http://social.example/")))).toMatchObject({ code: "protocol_refused" });
  });

  it("checks the certificate against the name", async () => {
    const server = createTlsServer({ key, cert: certificate }, (_, response) => response.end("safe"));
    const port = await listen(server);
    const options = {
      policy: addressPolicy({ allowPrivateAddresses: false, allowedPrivateRanges: ["127.0.0.1/32"] }),
      resolve: async () => ["127.0.0.1"],
    };
    const trusting = client({ ...options, ca: certificate });
    expect((await trusting(get(`https://social.example:${port}/`))).status).toBe(200);
    const tls = { code: "tls_failure", kind: "transport" };
    expect(await failure(trusting(get(`https://stranger.example:${port}/`)))).toMatchObject(tls);
    expect(await failure(client(options)(get(`https://social.example:${port}/`)))).toMatchObject(tls);
  });
});

describe("redirects", () => {
  const redirect = (response: ServerResponse, location: string): unknown =>
    response.writeHead(302, { location }).end();

  it("are the answer unless they were asked for", async () => {
    const port = await serve((_, response) => redirect(response, "/other"));
    const { status, headers } = await client()(get(`http://127.0.0.1:${port}/`));
    expect([status, headers["location"]]).toEqual([302, "/other"]);
  });

  it("are followed up to a limit, without the signature of the first hop", async () => {
    const seen: (string | undefined)[] = [];
    const port = await serve(({ url = "", headers }, response) => {
      seen.push(headers["signature"] as string | undefined);
      const hop = Number(url.slice(1));
      if (hop > 0) redirect(response, `/${hop - 1}#fragment`);
      else response.end("here");
    });
    const fetch = client();
    const from = (hops: number): Parameters<typeof fetch>[0] => ({
      ...get(`http://127.0.0.1:${port}/${hops}`),
      headers: { signature: "mine" },
      maxRedirects: 3,
    });
    expect(await fetch(from(3))).toMatchObject({ status: 200, url: `http://127.0.0.1:${port}/0` });
    expect(seen).toEqual(["mine", undefined, undefined, undefined]);
    expect(await failure(fetch(from(4)))).toMatchObject({ code: "too_many_redirects", kind: "limit" });
    expect(await failure(fetch({ ...from(9), maxRedirects: 50 }))).toMatchObject({
      code: "too_many_redirects",
    });
  });

  it("end where they have been before", async () => {
    let requests = 0;
    const port = await serve((_, response) => {
      requests += 1;
      redirect(response, "/");
    });
    const looping = client()({ ...get(`http://127.0.0.1:${port}/`), maxRedirects: 3 });
    expect(await failure(looping)).toMatchObject({ code: "too_many_redirects" });
    expect(requests).toBe(1);
  });

  it.each([
    ["http://127.0.0.2:1/", "address_refused"],
    ["http://localhost:1/", "address_refused"],
    ["http://[::1]:1/", "address_refused"],
    ["ftp://127.0.0.1/", "protocol_refused"],
    ["https://user@127.0.0.1/", "invalid_url"],
    ["https://", "invalid_response"],
  ])("to %s are refused as %s", async (location, code) => {
    const port = await serve((_, response) => redirect(response, location));
    const fetch = client({
      policy: addressPolicy({ allowPrivateAddresses: false, allowedPrivateRanges: ["127.0.0.1/32"] }),
      resolve: async () => ["127.0.0.3"],
    });
    const attempt = fetch({ ...get(`http://127.0.0.1:${port}/`), maxRedirects: 3 });
    expect(await failure(attempt)).toMatchObject({ code });
  });
});

describe("hostile answers", () => {
  const answering = (bytes: string | Buffer): Promise<number> =>
    serveBytes((socket) => socket.once("data", () => socket.end(bytes)));

  it("an endless body ends at the limit", async () => {
    let isClosed = false;
    const port = await serve((_, response) => {
      response.on("close", () => (isClosed = true));
      const chunk = Buffer.alloc(65_536);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", write);
      write();
    });
    const attempt = client()({ ...get(`http://127.0.0.1:${port}/`), maxBytes: 100_000 });
    expect(await failure(attempt)).toMatchObject({ code: "too_large", kind: "limit", status: 200 });
    await expect.poll(() => isClosed).toBe(true);
  });

  it("a length beyond the limit is believed at once", async () => {
    const port = await serveBytes((socket) =>
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\nstart")),
    );
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({ code: "too_large" });
  });

  it("a length that promises more than comes is an error", async () => {
    const port = await answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
    const error = await failure(client()(get(`http://127.0.0.1:${port}/`)));
    expect(["connection_failed", "invalid_response"]).toContain(error.code);
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(50_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(50_000_000))],
  ])("a %s bomb ends at the limit", async (encoding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(100_000);
    const port = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(bomb),
    );
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({ code: "too_large" });
  });

  it("packed bytes that unpack to nothing count as well", async () => {
    const empty = Buffer.concat(Array.from({ length: 60_000 }, () => gzipSync("")));
    const port = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip", "transfer-encoding": "chunked" }).end(empty),
    );
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({ code: "too_large" });
  });

  it.each([
    ["not gzip at all", "gzip", "hello"],
    ["gzip cut short", "gzip", gzipSync("hello".repeat(100)).subarray(0, 20)],
    ["not brotli at all", "br", "hello"],
    ["layers of encodings", "gzip, gzip", gzipSync(gzipSync("hello"))],
    ["an unknown encoding", "zstd2", "hello"],
    ["a name from the prototype", "constructor", "hello"],
  ])("%s", async (_, encoding, body) => {
    const port = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({
      code: "invalid_response",
    });
  });

  it.each([
    ["something that is not HTTP", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["two lengths that differ", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
    ["a header with a line break of its own", "HTTP/1.1 200 OK\r\nA: b\rC: d\r\nContent-Length: 0\r\n\r\n"],
  ])("%s", async (_, bytes) => {
    const port = await answering(bytes);
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({
      code: "invalid_response",
    });
  });

  it("headers without end are too large", async () => {
    const port = await answering(`HTTP/1.1 200 OK\r\nA: ${"a".repeat(100_000)}\r\n\r\n`);
    expect(await failure(client()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({ code: "too_large" });
  });

  it.each([
    ["says nothing", (): void => undefined],
    ["drips headers", (socket: Socket): void => drip(socket, "HTTP/1.1 200 OK\r\n", "X: y\r\n")],
    [
      "drips a body",
      (socket: Socket): void => drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "a"),
    ],
  ])("a peer that %s meets the deadline", async (_, onConnection) => {
    const port = await serveBytes(onConnection);
    const attempt = client()({ ...get(`http://127.0.0.1:${port}/`), timeoutMillis: 300 });
    expect(await failure(attempt)).toMatchObject({ code: "timeout", kind: "transport" });
  });

  it("one deadline holds for all hops together", async () => {
    const port = await serve(({ url = "" }, response) => {
      setTimeout(() => response.writeHead(302, { location: `${url}x` }).end(), 150);
    });
    const attempt = client()({ ...get(`http://127.0.0.1:${port}/`), maxRedirects: 3, timeoutMillis: 350 });
    expect(await failure(attempt)).toMatchObject({ code: "timeout" });
  });
});

function drip(socket: Socket, start: string, drop: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(drop), 20);
  socket.on("close", () => clearInterval(timer));
}
