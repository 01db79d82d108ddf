/** A User canister (spec 01: User Canister). */

import "../engine/globals.ts";
import { furnish } from "@mastic/core";
import * as bindings from "../candid/user.did.ts";
import { serve } from "../frame/canister.ts";
import { CanisterHost } from "../host/host.ts";
import { instanceAt } from "../host/instance.ts";
import { coreSchema } from "@mastic/core";
import { methods } from "./methods.ts";
import { buildUser, type UserParts } from "./parts.ts";
import { readSettings, type UserSettings } from "./settings.ts";

const host = new CanisterHost<UserSettings, UserParts>({
  schema: coreSchema,
  instance: instanceAt,
  build: buildUser,
});

serve<bindings._SERVICE, bindings.UserInstallArgs>(bindings, {
  async install(args) {
    if (!("Init" in args)) throw new Error("An installation takes Init.");
    const settings = readSettings(args.Init);
    await host.install(settings);
    const { context, owner } = host.parts;
    const resident = { id: owner, principal: settings.owner, handle: settings.handle };
    await context.store.turn(owner, (turn) => furnish(context, turn, resident, []));
  },
  async upgrade(args) {
    if (!("Upgrade" in args)) throw new Error("An upgrade takes Upgrade.");
    await host.upgrade();
  },
  // From outside, only the owner; everybody else reads by queries.
  admit: (caller) => caller.toText() === host.parts.settings.owner,
  methods: methods(() => host.parts),
});
