/**
 * Moving to another account: which accounts are one's own too, and the Move. Mastodon has this on pages only; the
 * methods are those of Pleroma and Akkoma (docs.akkoma.dev: "Pleroma API", aliases and move_account).
 */

import { accounts, type AccountRow } from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { ApiError } from "../error.ts";
import { invalid } from "../input.ts";
import { ok } from "../request.ts";
import { route, type Route } from "../route.ts";
import { resolveAccount } from "./accounts.ts";

const success = ok({ status: "success" });

/** The viewer's aliases that are known here. */
async function aliases(call: Call): Promise<AccountRow[]> {
  const { owner } = requireViewer(call);
  return read(call, async (view) => {
    const self = await view.get(accounts, { id: owner });
    if (self === undefined) throw notFound();
    const found = await Promise.all(self.alsoKnownAs.map((uri) => view.find(accounts, "uri", { uri })));
    return found.flatMap((account) => account ?? []);
  });
}

function fullAddress(call: Call, { acct }: AccountRow): string {
  return acct.includes("@") ? acct : `${acct}@${call.api.context.instance.host}`;
}

/** @throws {ApiError} 422 for an account that cannot be found */
async function named(call: Call, field: string): Promise<AccountRow> {
  const account = await resolveAccount(call, call.input.required(field));
  if (account === undefined) throw invalid(field, "ERR_INVALID", "names no account that can be found");
  return account;
}

export const migrationRoutes: readonly Route[] = [
  route("GET", "/api/pleroma/aliases", "read:accounts", async (call) =>
    ok({ aliases: (await aliases(call)).map((account) => fullAddress(call, account)) }),
  ),
  route("PUT", "/api/pleroma/aliases", "write:accounts", async (call) => {
    const { owner, caller } = requireViewer(call);
    const other = await named(call, "alias");
    if (other.id === owner) throw invalid("alias", "ERR_INVALID", "is this account itself");
    await call.api.user(owner).addAlias(caller, { account: other.uri });
    return success;
  }),
  route("DELETE", "/api/pleroma/aliases", "write:accounts", async (call) => {
    const { owner, caller } = requireViewer(call);
    const address = call.input.required("alias").replace(/^@/, "").toLowerCase();
    const other = (await aliases(call)).find((account) => fullAddress(call, account) === address);
    if (other === undefined) throw notFound();
    await call.api.user(owner).removeAlias(caller, { actorUri: other.uri });
    return success;
  }),
  route(
    "POST",
    "/api/pleroma/move_account",
    "write:accounts",
    async (call) => {
      const { owner, caller } = requireViewer(call);
      const { isOwner } = call.api;
      const password = call.input.text("password") ?? "";
      // Followers are moved once: an app that merely has a token must not do it.
      if (isOwner !== undefined && !(await isOwner(caller, password)))
        throw new ApiError(403, "Invalid password.");
      const target = await named(call, "target_account");
      await call.api.user(owner).moveAccount(caller, { account: target.uri });
      return success;
    },
    "delete",
  ),
];
