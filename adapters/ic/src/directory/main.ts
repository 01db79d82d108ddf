/** The Directory canister (spec 01: Directory Canister). */

import "../engine/globals.ts";
import * as bindings from "../candid/directory.did.ts";
import { serve } from "../frame/canister.ts";
import { CanisterHost } from "../host/host.ts";
import { instanceAt } from "../host/instance.ts";
import { admit } from "./admit.ts";
import { methods } from "./methods.ts";
import { nameModerator } from "./namedPrincipals.ts";
import { buildDirectory, type DirectoryParts } from "./parts.ts";
import { defaultTopUpPolicy, readSettings, type DirectorySettings } from "./settings.ts";
import { directorySchema } from "./tables.ts";
import { setTopUpPolicy } from "./topUp.ts";

const host = new CanisterHost<DirectorySettings, DirectoryParts>({
  schema: directorySchema,
  instance: instanceAt,
  build: buildDirectory,
});

serve<bindings._SERVICE, bindings.DirectoryInstallArgs>(bindings, {
  async install(args) {
    if (!("Init" in args)) throw new Error("An installation takes Init.");
    await host.install(readSettings(args.Init));
    const { directory, context } = host.parts;
    await directory.setUp({ initialModerator: nameModerator(args.Init.initial_moderator) });
    await setTopUpPolicy(context, args.Init.options[0]?.top_up_policy[0] ?? defaultTopUpPolicy);
  },
  async upgrade(args) {
    if (!("Upgrade" in args)) throw new Error("An upgrade takes Upgrade.");
    await host.upgrade();
  },
  admit: (caller, method) => admit(host.parts, caller, method),
  methods: methods(() => host.parts),
});
