import "../engine/globals.ts";
import * as bindings from "../candid/directory.did.ts";
import { serve } from "../frame/canister.ts";

serve<bindings._SERVICE, bindings.DirectoryInstallArgs>(bindings, {
  install() {},
  upgrade() {},
  admit: (caller) => !caller.isAnonymous(),
  methods: {},
});
