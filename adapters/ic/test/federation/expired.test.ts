import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";

/** Kept for an hour, and for three minutes. */
const LONG = "/assets/pages.css";
const SHORT = ["/nodeinfo/2.0", "/.well-known/nodeinfo", "/.well-known/host-meta"];

describe("certified answers whose time is over", () => {
  let node: CanisterNode;

  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  const request = (url: string) => ({
    method: "GET",
    url,
    headers: [["host", "here.example"]] as [string, string][],
    body: new Uint8Array(),
    certificate_version: [2] as [number],
  });
  const keep = (url: string) => node.federation(Principal.anonymous()).http_request_update(request(url));
  /** The part of the tree that proves an answer: it shows digests of all that is certified beside it. */
  async function proofOf(url: string): Promise<string | undefined> {
    const { headers } = await node.federation(Principal.anonymous()).http_request(request(url));
    const certificate = headers.find(([name]) => name.toLowerCase() === "ic-certificate");
    return /tree=(:[^:]*:)/.exec(certificate?.[1] ?? "")?.[1];
  }

  it("are let go without anybody asking for anything", async () => {
    await keep(LONG);
    const alone = await proofOf(LONG);
    expect(alone).toBeDefined();
    for (const url of SHORT) await keep(url);
    for (const url of SHORT) expect(await proofOf(url), url).toBeDefined();
    expect(await proofOf(LONG)).not.toBe(alone);

    await node.runtime.advanceTime(179_000);
    await node.settle();
    expect(await proofOf(LONG)).not.toBe(alone);
    await node.runtime.advanceTime(62_000);
    await node.settle();
    for (const url of SHORT) expect(await proofOf(url), url).toBeUndefined();
    expect(await proofOf(LONG)).toBe(alone);
  });
});
