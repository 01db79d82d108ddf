import { CanisterRuntime, serve } from "@mastic/canister-runtime";
import { Principal } from "@icp-sdk/core/principal";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import { post } from "../support/publishing.ts";
import { moderator, person } from "../support/canisterNode.ts";
import { root } from "../../build/canisters.ts";
import { checkSns } from "../../sns/check.ts";
import { snsInitSchema } from "../../sns/snsInit.ts";
import { icpProgram, Operator } from "./operator.ts";

const alice = person("alice");

describe.skipIf(icpProgram === undefined)("the command that deploys", () => {
  let runtime: CanisterRuntime;
  let served: Awaited<ReturnType<typeof serve>>;
  let operator: Operator;
  let directoryId: Principal;
  beforeAll(async () => {
    runtime = await CanisterRuntime.create();
    served = await serve(runtime);
    operator = await Operator.at(served.url, Buffer.from(runtime.keys.publicKey).toString("hex"));
  });
  afterAll(async () => {
    await served.close();
    await runtime.tearDown();
    await operator.leave();
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
});
