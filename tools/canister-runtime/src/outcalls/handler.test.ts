import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { forward, forwarder } from "../forwarder.test-support.ts";
import { outcallArgument, outcallResult } from "../management/candid.ts";
import { inline, install } from "../wat.test-support.ts";
import { loopbackOutcalls, type OutcallHandler } from "./handler.ts";

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/large") {
        response.end(Buffer.alloc(100_000));
        return;
      }
      response.setHeader(
        "x-seen",
        [request.method, request.headers.host, request.headers["x-test"]].join(" "),
      );
      response.end(Buffer.concat([Buffer.from(`${request.url} `), ...chunks]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Answer {
  status: bigint;
  headers: { name: string; value: string }[];
  body: Uint8Array;
}

/** What a canister gets for a POST of `hello` to this address. */
async function post(
  url: string,
  outcalls: OutcallHandler,
): Promise<Answer | { code: number; message: string }> {
  const runtime = await inline({ outcalls });
  const canisterId = await install(runtime, forwarder);
  const argument = {
    url,
    max_response_bytes: [10_000n],
    method: { post: null },
    headers: [{ name: "X-Test", value: "yes" }],
    body: [new TextEncoder().encode("hello")],
    transform: [],
    is_replicated: [false],
    pricing_version: [],
  };
  const outcome = await forward(runtime, canisterId, {
    callee: Principal.managementCanister(),
    method: "http_request",
    arg: IDL.encode([outcallArgument], [argument]),
    cycles: 10n ** 12n,
  });
  if (!("reply" in outcome)) return outcome;
  return IDL.decode([outcallResult], outcome.reply)[0] as unknown as Answer;
}

const seen = (answer: Answer): string | undefined =>
  answer.headers.find(({ name }) => name === "x-seen")?.value;
const text = (answer: Answer): string => new TextDecoder().decode(Uint8Array.from(answer.body));

describe("outcalls to this machine", () => {
  it("reach servers on loopback addresses", async () => {
    const answer = await post(`http://localhost:${port}/inbox?page=1`, loopbackOutcalls());
    if (!("body" in answer)) throw new Error(answer.message);
    expect(text(answer)).toBe("/inbox?page=1 hello");
    expect(seen(answer)).toBe(`POST localhost:${port} yes`);
  });

  it("reach servers that stand for others, which see the name that was asked for", async () => {
    const hosts = { "social.example": `http://127.0.0.1:${port}` };
    const answer = await post("https://social.example/inbox", loopbackOutcalls({ hosts }));
    if (!("body" in answer)) throw new Error(answer.message);
    expect(seen(answer)).toBe("POST social.example yes");
  });

  it("reach nobody else", async () => {
    const answer = await post("https://social.example/inbox", loopbackOutcalls());
    expect(answer).toMatchObject({
      code: 2,
      message: expect.stringContaining("not on this machine") as string,
    });
  });

  it("fail where nobody listens, and where the answer is too large", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port: nowhere } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await post(`http://127.0.0.1:${nowhere}/`, loopbackOutcalls())).toMatchObject({ code: 2 });
    expect(await post(`http://127.0.0.1:${port}/large`, loopbackOutcalls())).toMatchObject({ code: 1 });
  });
});

describe("outcalls to a function", () => {
  it("get what it returns, and a rejection for what it throws", async () => {
    const answer = await post("https://a.example/", async ({ url, method }) => ({
      status: 404,
      headers: [],
      body: new TextEncoder().encode(`${method} ${url}`),
    }));
    if (!("body" in answer)) throw new Error(answer.message);
    expect([answer.status, text(answer)]).toEqual([404n, "POST https://a.example/"]);
    const failed = await post("https://a.example/", async () => {
      throw new Error("no route");
    });
    expect(failed).toMatchObject({ code: 2, message: expect.stringContaining("no route") as string });
  });
});
