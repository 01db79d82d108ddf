import { HttpAgent } from "@icp-sdk/core/agent";
import { Ed25519KeyIdentity } from "@icp-sdk/core/identity";
import { CanisterRuntime, serve, type ServedReplica } from "@mastic/canister-runtime";
import { IcClientError, MasticNode } from "@mastic/ic-client";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";

const clientFolder = join(import.meta.dirname, "../../../../clients/ic");

let runtime: CanisterRuntime;
let canisters: CanisterNode;
let served: ServedReplica;
beforeAll(async () => {
  runtime = await CanisterRuntime.create({ time: Date.now() });
  canisters = await startCanisterNode({ runtime });
  served = await serve(runtime);
});
afterAll(async () => {
  await served.close();
  await runtime.tearDown();
});

async function connect({ directoryId }: CanisterNode = canisters): Promise<MasticNode> {
  const identity = Ed25519KeyIdentity.generate();
  const agent = await HttpAgent.create({ host: served.url, shouldFetchRootKey: true, identity });
  return new MasticNode({ agent, directory: directoryId });
}

/** @returns the error that `call` ends in */
async function failure(call: Promise<unknown>): Promise<IcClientError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof IcClientError)) throw new Error(`That is no IcClientError: ${String(error)}`);
  return error;
}

describe("the client of a canister node", () => {
  it("does what its README shows", async () => {
    const [, example = ""] =
      /```ts\n([^]*?)```/.exec(readFileSync(`${clientFolder}/README.md`, "utf8")) ?? [];
    const here = example
      .replace(`host: "https://icp-api.io"`, `host: "${served.url}", shouldFetchRootKey: true`)
      .replace(/"[a-z0-9-]+-cai"/, `"${canisters.directoryId.toText()}"`);
    // A process of its own: the package finds itself by its name from its own folder.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@mastic/source", "--input-type=module-typescript", "--eval", here],
      { cwd: clientFolder, timeout: 60_000 },
    );
    expect(stdout).toBe("{ Active: null }\nalice\nNotFound\n");
  });

  it("finds one's own User canister, and those of others", async () => {
    const bob = await connect();
    expect(await failure(bob.ownUser())).toMatchObject({ code: "NotRegistered", kind: "refusal" });
    await bob.directory.sign_up("bob");
    await bob.waitForUser({ intervalMs: 200 });
    const own = await bob.ownUser();
    await own.update_profile({ display_name: ["Bob"], bio: [], avatar_url: [] });
    const stranger = await connect();
    const seen = await (await stranger.userOf("bob")).get_profile();
    expect(seen.display_name).toEqual(["Bob"]);
  });

  it("tells why something was refused, by the case of the interface", async () => {
    const carol = await connect();
    expect(await failure(carol.directory.sign_up("No handle!"))).toMatchObject({
      code: "InvalidHandle",
      kind: "refusal",
      method: "sign_up",
      detail: null,
    });
    const tooMany = { query: "", offset: 0n, limit: 51n };
    expect(await failure(carol.directory.search_profiles(tooMany))).toMatchObject({ code: "BadArgs" });
    expect(await carol.directory.list_moderators()).toHaveLength(1);
  });

  it("tells a call that was not taken from one that reached nobody", async () => {
    const dave = await connect();
    const refused = dave.directory.suspend({ principal: canisters.directoryId });
    expect(await failure(refused)).toMatchObject({ code: "CallRejected", kind: "remote", method: "suspend" });
    const agent = await HttpAgent.create({ host: "http://127.0.0.1:9", retryTimes: 0 });
    const nowhere = new MasticNode({ agent, directory: canisters.directoryId });
    expect(await failure(nowhere.directory.whoami())).toMatchObject({ code: "NoAnswer", kind: "transport" });
  });

  it("waits no longer than it is told for a canister that is not there", async () => {
    const unfinished = await startCanisterNode({ runtime, userModule: false });
    const erin = await connect(unfinished);
    await erin.directory.sign_up("erin");
    expect(await failure(erin.waitForUser({ timeoutMs: 500, intervalMs: 100 }))).toMatchObject({
      code: "TimedOut",
      kind: "remote",
    });
  });
});
