import { once } from "node:events";
import { connect } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readConfig } from "../config/config.ts";
import { startServer, type RunningServer } from "../server.ts";

const opened: { server: RunningServer; directory: string }[] = [];
const activity = JSON.stringify({
  "@context": "https://www.w3.org/ns/activitystreams",
  id: "https://far.example/activities/1",
  type: "Like",
  actor: "https://far.example/users/rena",
  object: "https://here.example/users/alice/statuses/1",
});

afterEach(async () => {
  for (const { server, directory } of opened.splice(0)) {
    await server.stop();
    rmSync(directory, { recursive: true });
  }
});

async function start(environment: Record<string, string> = {}): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "mastic-inbox-"));
  const config = readConfig(
    { DATA_DIR: directory, PUBLIC_URL: "https://here.example", LOG_LEVEL: "silent", ...environment },
    directory,
  );
  const server = await startServer({ ...config, port: 0 });
  opened.push({ server, directory });
  return server.address;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Headers as a flat list, so that one may be there twice. */
async function post(url: string, body: string | Buffer, headers: readonly string[] = []): Promise<Answer> {
  const outgoing = httpRequest(url, {
    method: "POST",
    headers: ["host", "here.example", "content-length", String(Buffer.byteLength(body)), ...headers],
  });
  // A server that refuses a body does not wait for its end.
  outgoing.on("error", () => undefined);
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  let text = "";
  incoming.setEncoding("utf8").on("data", (part: string) => (text += part));
  await once(incoming, "close");
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: text };
}

test("an unsigned activity is refused, in every inbox, with an id to find it by", async () => {
  const origin = await start();
  for (const path of ["/inbox", "/actor/inbox", "/inbox?page=1"]) {
    const answer = await post(origin + path, activity);
    expect(answer.status).toBe(401);
    expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
    expect(JSON.parse(answer.body)).toHaveProperty("error");
  }
});

test("what is no activity is 400, and an inbox of nobody 404 or 401, never 500", async () => {
  const origin = await start();
  for (const body of ["", "{", "[]", "null", '"text"', "\u0000", "{}"])
    expect((await post(`${origin}/inbox`, body)).status).toBe(400);
  const invalid = await post(`${origin}/inbox`, Buffer.from([0x7b, 0xff, 0x7d]));
  expect(invalid.status).toBe(400);
  expect([401, 404]).toContain((await post(`${origin}/users/nobody/inbox`, activity)).status);
  expect((await post(`${origin}/users/nobody/outbox`, activity)).status).toBe(404);
});

test("a body beyond 1 MB is refused, and the connection ends with it", async () => {
  const origin = await start();
  const answer = await post(`${origin}/inbox`, Buffer.alloc(1_048_577, " "));
  expect(answer.status).toBe(413);
  expect(answer.headers.connection).toBe("close");
  expect((await post(`${origin}/inbox`, Buffer.alloc(1_048_576, " "))).status).toBe(400);
});

test("a header given twice is not one of the two", async () => {
  const origin = await start();
  const date = new Date().toUTCString();
  const signature = `keyId="https://far.example/users/rena#main-key",headers="(request-target) host date",signature="eA=="`;
  const headers = ["date", date, "date", date, "signature", signature];
  expect((await post(`${origin}/inbox`, activity, headers)).status).toBe(401);
});

test("a sender that goes away in the middle of its body is no failure of the node", async () => {
  const origin = await start({ METRICS: "on" });
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write("POST /inbox HTTP/1.1\r\nhost: here.example\r\ncontent-length: 100\r\n\r\n{");
  // It has begun to read when it can answer another request.
  expect((await post(`${origin}/inbox`, activity)).status).toBe(401);
  socket.destroy();
  const counted = (status: number) =>
    `mastic_http_request_duration_seconds_count{method="POST",route="/inbox",status="${status}"} 1`;
  await expect.poll(async () => (await fetch(`${origin}/metrics`)).text()).toContain(counted(499));
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  expect(metrics).toContain(counted(401));
  expect(metrics).not.toContain('status="500"');
});

test("an inbox has one spelling: no other is a way past the limit", async () => {
  const origin = await start({ RATE_LIMITS: "inbox=1/1h" });
  expect((await post(`${origin}/inbox`, activity)).status).toBe(401);
  const { hostname, port } = new URL(origin);
  const targets = [
    "/./inbox",
    "/x/../inbox",
    "http://there.example/inbox",
    "/inbox#x",
    "/%69nbox",
    "//here.example/inbox",
  ];
  for (const path of [...targets, "/users/alice/../../inbox"]) {
    const headers = { host: "here.example", "content-length": String(Buffer.byteLength(activity)) };
    const outgoing = httpRequest({ hostname, port, path, method: "POST", headers });
    outgoing.end(activity);
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    incoming.resume();
    expect([path, incoming.statusCode]).toEqual([path, 404]);
  }
});

test("an inbox named with our own authority is the same inbox, and counts alike", async () => {
  const origin = await start({ RATE_LIMITS: "inbox=1/1h" });
  const { hostname, port } = new URL(origin);
  for (const status of [401, 429]) {
    const headers = { host: "here.example", "content-length": String(Buffer.byteLength(activity)) };
    const path = "http://here.example/inbox";
    const outgoing = httpRequest({ hostname, port, path, method: "POST", headers });
    outgoing.end(activity);
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    incoming.resume();
    expect(incoming.statusCode).toBe(status);
  }
});

test("too many activities from one address are 429, and counted by the metrics", async () => {
  const origin = await start({ RATE_LIMITS: "inbox=2/1h", METRICS: "on" });
  const answers = [];
  for (let index = 0; index < 3; index += 1) answers.push(await post(`${origin}/inbox`, activity));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  expect(metrics).toContain(
    'mastic_http_request_duration_seconds_count{method="POST",route="/inbox",status="429"} 1',
  );
});
