import "../engine/globals.ts";
import * as bindings from "../candid/user.did.ts";
import { serve } from "../frame/canister.ts";

serve<bindings._SERVICE, bindings.UserInstallArgs>(bindings, {
  install() {},
  upgrade() {},
  admit: (caller) => !caller.isAnonymous(),
  methods: {},
});
