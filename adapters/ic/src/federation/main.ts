/** The Federation canister (spec 01: Federation Canister). */

import "../engine/globals.ts";
import * as bindings from "../candid/federation.did.ts";
import { setTimer } from "../engine/timers.ts";
import { serve } from "../frame/canister.ts";
import { CanisterHost } from "../host/host.ts";
import { instanceAt } from "../host/instance.ts";
import { isController } from "../host/principals.ts";
import { readApp } from "./appFiles.ts";
import { methods } from "./methods.ts";
import { buildFederation, type FederationParts } from "./parts.ts";
import { readSettings, type FederationSettings } from "./settings.ts";
import { federationSchema } from "./tables.ts";

const host = new CanisterHost<FederationSettings, FederationParts>({
  schema: federationSchema,
  instance: instanceAt,
  build: buildFederation,
});

/** Once it is there, this costs one read. */
function makeInstanceKey(): void {
  setTimer(0, () => host.parts.federation.makeInstanceKey());
}

serve<bindings._SERVICE, bindings.FederationInstallArgs>(bindings, {
  async install(args) {
    if (!("Init" in args)) throw new Error("An installation takes Init.");
    await host.install(readSettings(args.Init));
    makeInstanceKey();
  },
  async upgrade(args) {
    if (!("Upgrade" in args)) throw new Error("An upgrade takes Upgrade.");
    await host.upgrade();
    const { context, answers } = host.parts;
    // What was certified was in the heap, which an upgrade clears.
    answers.keepApp(await readApp(context));
    makeInstanceKey();
  },
  // Of what comes from outside, the gateway sends the first, and operators the others.
  admit: (caller, method) =>
    method === "http_request_update" ||
    ((method === "put_app_files" || method === "retain_app_files") && isController(caller)) ||
    "Only gateways, operators and canisters of the node call this.",
  methods: methods(() => host.parts),
});
