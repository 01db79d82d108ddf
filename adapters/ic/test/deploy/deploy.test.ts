import { CanisterRuntime, serve } from "@mastic/canister-runtime";
import { Principal } from "@icp-sdk/core/principal";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import { post } from "../support/publishing.ts";
import { moderator, person, uploadChunks } from "../support/canisterNode.ts";
import { moduleFile, root } from "../../build/canisters.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import { checkSns } from "../../sns/check.ts";
import { snsInitSchema } from "../../sns/snsInit.ts";
import { icpProgram, Operator } from "./operator.ts";

const alice = person("alice");

describe.skipIf(icpProgram === undefined)("the command that deploys", () => {
  let runtime: CanisterRuntime;
  let served: Awaited<ReturnType<typeof serve>>;
  let operator: Operator;
  /** A moderator, who controls nothing and has a fresh clone. */
  let colleague: Operator;
  let directoryId: Principal;
  let federationId: Principal;
  beforeAll(async () => {
    runtime = await CanisterRuntime.create();
    served = await serve(runtime);
    const rootKey = Buffer.from(runtime.keys.publicKey).toString("hex");
    operator = await Operator.at(served.url, rootKey);
    colleague = await Operator.at(served.url, rootKey);
  });
  afterAll(async () => {
    await served.close();
    await runtime.tearDown();
    await operator.leave();
    await colleague.leave();
  });

  function directory(caller: Principal) {
    const actor = runtime.createActor<directoryBindings._SERVICE>(directoryBindings.idlFactory, directoryId);
    actor.setPrincipal(caller);
    return actor;
  }
  function home(canister: Principal) {
    const actor = runtime.createActor<userBindings._SERVICE>(userBindings.idlFactory, canister);
    actor.setPrincipal(alice);
    return actor;
  }

  async function governanceOfPage(): Promise<unknown> {
    const page = await (
      await fetch(`${served.url}/home?canisterId=${federationId.toText()}`, {
        headers: { accept: "text/html" },
      })
    ).text();
    const content = /<meta name="mastic-canisters" content="([^"]*)"/.exec(page)?.[1] ?? "{}";
    return (JSON.parse(content.replaceAll("&quot;", '"')) as { governance?: unknown }).governance;
  }

  it("makes a node of nothing, which people can use", { timeout: 240_000 }, async () => {
    const said = await operator.deploy(
      "--url",
      "https://mastic.example",
      "--moderator",
      moderator.toText(),
      "--free",
    );
    expect(said).toContain("federation: installed");
    expect(said).toContain("directory: installed");
    directoryId = Principal.fromText(/^directory {3}(\S+)$/m.exec(said)?.[1] ?? "");
    federationId = Principal.fromText(/^federation {2}(\S+)$/m.exec(said)?.[1] ?? "");
    const controllers = (await runtime.getControllers(directoryId)).map((it) => it.toText());
    expect(controllers).toContain((await operator.principal()).toText());
    expect(await directory(moderator).list_moderators()).toEqual([moderator]);

    expect(await directory(alice).sign_up("alice")).toEqual({ Ok: null });
    await runtime.runUntilQuiet();
    const found = await directory(alice).user_canister([]);
    if ("Err" in found) throw new Error(JSON.stringify(found.Err));
    expect(await home(found.Ok).publish_status(post("Here I am"))).toMatchObject({
      Ok: { author: "https://mastic.example/users/alice" },
    });
  });

  it("answers what the documentation asks by icp, whoever asks", async () => {
    const page = await readFile(join(root, "../../docs/operators/internet-computer.md"), "utf8");
    const reads = [...page.matchAll(/^icp canister call (directory) ((?:get|list)_\w+) '(.*)' (.*)-e ic$/gm)];
    const said = new Map<string, string>();
    for (const [, canister = "", method = "", argument = "", flags = ""] of reads)
      said.set(
        method,
        await operator.callAsAnybody(canister, method, argument, ...flags.split(" ").filter(Boolean)),
      );
    expect(said.get("get_cycles_report")).toContain("reserve_cycles");
    expect(said.get("get_upgrade_status")).toContain("in_progress = false");
    // That one is for moderators, of which the Directory tells, as it is asked.
    expect(said.get("list_reports")).toContain("Unauthorized");
  });

  it("has what is deployed filled in where an SNS is proposed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mastic-sns-"));
    try {
      for (const name of ["sns_init.yaml", "sns_functions.yaml"])
        cpSync(join(root, name), join(folder, name));
      await operator.fillSns(folder, "--developer", alice.toText());
      const { faults, open } = checkSns(folder);
      expect(faults).toEqual([]);
      expect(open.filter((it) => it.startsWith("the principal"))).toEqual([]);
      const filled = readFileSync(join(folder, "sns_init.yaml"), "utf8");
      const by = (await operator.principal()).toText();
      expect(snsInitSchema.parse(parse(filled))).toMatchObject({
        fallback_controller_principals: [by],
        dapp_canisters: [directoryId.toText(), expect.any(String) as string],
        Distribution: { Neurons: [{ principal: by }, { principal: alice.toText() }] },
      });
      await expect(operator.fillSns(folder, "--developer", "nobody")).rejects.toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(
    "upgrades the node that is there, its User canisters too, and keeps what they have",
    { timeout: 240_000 },
    async () => {
      const said = await operator.deploy();
      expect(said).toContain("federation: upgraded");
      expect(said).toContain("directory: upgraded");
      await runtime.runUntilQuiet();
      expect(await directory(alice).get_upgrade_status()).toMatchObject({
        in_progress: false,
        completed: 1n,
        failures: [],
      });
      const found = await directory(alice).user_canister([]);
      if ("Err" in found) throw new Error(JSON.stringify(found.Err));
      expect(await home(found.Ok).read_feed({ offset: 0n, limit: 5n })).toMatchObject({
        Ok: [{ status: { content: "<p>Here I am</p>" } }],
      });
    },
  );

  it(
    "goes on to the web app under a governance, and leaves the module of User canisters to it",
    { timeout: 480_000 },
    async () => {
      // That of the NNS: here nobody is at it.
      const governance = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
      const operating = directory(await operator.principal());
      // A module that is not the one of today's build, which is what an upgrade meets.
      const wasm = withMetadata(gunzipSync(await readFile(moduleFile("user"))), "version", "before");
      const before = await uploadChunks(operating, wasm);
      expect(await operating.set_user_module(before)).toEqual({ Ok: null });
      const named = await operating.get_user_module();
      const added = await directory(moderator).add_moderator({ principal: await colleague.principal() });
      expect(added).toEqual({ Ok: null });
      await operating.set_sns_governance(governance);

      const said = await operator.deploy("--governance", governance.toText());
      const hash = createHash("sha256")
        .update(await readFile(moduleFile("user")))
        .digest("hex");
      expect(said).toContain(`module ${hash} uploaded, not yet used: propose to ${governance.toText()}`);
      expect(said).toContain("(variant { UpgradeUserCanisters = record { module_hash = blob");
      expect(said).toMatch(/^web app: \d+ files$/m);
      expect(said).toMatch(/^directory {3}/m);
      expect(await governanceOfPage()).toBe(governance.toText());
      expect(await operating.get_user_module()).toEqual(named);

      // Without the option it is the Directory's; another than the Directory's is a mistake.
      expect(await operator.deploy()).toMatch(/^web app: \d+ files$/m);
      expect(await governanceOfPage()).toBe(governance.toText());
      await expect(operator.deploy("--governance", moderator.toText())).rejects.toThrow("is governed by");

      // What is staged has the hash that is to be proposed.
      const staged = await operator.deploy("--stage-app");
      const [, written = ""] = /app_hash = blob "((?:\\[0-9a-f]{2}){32})"/.exec(staged) ?? [];
      const app_hash = Uint8Array.from(Buffer.from(written.replaceAll("\\", ""), "hex"));
      expect(await operating.validate_proposal({ DeployWebApp: { app_hash } })).toMatchObject({
        Ok: expect.stringMatching(/^Show the web app with the hash [0-9a-f]{64}: \d+ files/) as string,
      });
    },
  );

  it(
    "has the web app compared and staged by people who control nothing and have a fresh clone",
    { timeout: 480_000 },
    async () => {
      const there = ["--directory", directoryId.toText()];
      const hash = await colleague.deploy("--hash-app", ...there);
      expect(hash).toMatch(/^[0-9a-f]{64}\n$/);
      // Who has the ids, but controls nothing.
      expect(await operator.deploy("--hash-app", "--identity", "anonymous")).toBe(hash);
      await expect(colleague.deploy("--hash-app")).rejects.toThrow("--directory names it");
      await expect(colleague.deploy(...there)).rejects.toThrow("goes with --stage-app or --hash-app");

      const written = hash.trim().replaceAll(/../g, String.raw`\$&`);
      expect(await colleague.deploy("--stage-app", ...there)).toContain(`app_hash = blob "${written}"`);
    },
  );
});
