import "../engine/globals.ts";
import * as bindings from "../candid/federation.did.ts";
import { serve } from "../frame/canister.ts";

serve<bindings._SERVICE, bindings.FederationInstallArgs>(bindings, {
  install() {},
  upgrade() {},
  admit: (caller) => !caller.isAnonymous(),
  methods: {},
});
