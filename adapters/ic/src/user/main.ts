/** A User canister (spec 01: User Canister). */

import "../engine/globals.ts";
import { furnish } from "@mastic/core";
import * as bindings from "../candid/user.did.ts";
import { serve } from "../frame/canister.ts";
import { CanisterHost } from "../host/host.ts";
import { instanceAt } from "../host/instance.ts";
import { admit } from "./admit.ts";
import { wantKeys } from "./makeKeys.ts";
import { methods } from "./methods.ts";
import { buildUser, type UserParts } from "./parts.ts";
import { readSettings, type UserSettings } from "./settings.ts";
import { userSchema } from "./tables.ts";

const host = new CanisterHost<UserSettings, UserParts>({
  schema: userSchema,
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
    await context.store.turn(owner, async (turn) => {
      await furnish(context, turn, resident, []);
      wantKeys(turn);
    });
  },
  async upgrade(args) {
    if (!("Upgrade" in args)) throw new Error("An upgrade takes Upgrade.");
    await host.upgrade();
  },
  admit: (caller, method) => admit(host.parts, caller, method),
  methods: methods(() => host.parts),
});
