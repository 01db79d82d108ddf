/** Mastodon: methods/admin/domain_blocks: how this node stands to other servers. */

import type { DomainBlockRow } from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import { adminDomainBlockEntity } from "../../entities/admin.ts";
import { invalid } from "../../input.ts";
import { requireModerator } from "../../moderation.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

/** A node has few: they are listed at once. */
const ALL = 1_000;

async function all(call: Call): Promise<DomainBlockRow[]> {
  return call.api.directory.listDomainBlocks(await requireModerator(call), { limit: ALL });
}

/** @throws {ApiError} 403, 404 */
async function one(call: Call): Promise<DomainBlockRow> {
  const found = (await all(call)).find(({ domain }) => domain === call.params["id"]);
  if (found === undefined) throw notFound();
  return found;
}

/** Mastodon's `noop` would block nothing. @throws {ApiError} 422 */
function severity(call: Call): DomainBlockRow["severity"] {
  const text = call.input.text("severity") ?? "silence";
  if (text === "silence" || text === "suspend") return text;
  throw invalid("severity", "ERR_INCLUSION", "is not included in the list");
}

async function create(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const domain = call.input.required("domain");
  const block = await call.api.directory.blockDomain(caller, { domain, severity: severity(call) });
  return ok(adminDomainBlockEntity(block));
}

async function update(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const { domain } = await one(call);
  const block = await call.api.directory.blockDomain(caller, { domain, severity: severity(call) });
  return ok(adminDomainBlockEntity(block));
}

async function remove(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const { domain } = await one(call);
  await call.api.directory.unblockDomain(caller, { domain });
  return ok({});
}

export const adminDomainBlockRoutes: readonly Route[] = [
  route("GET", "/api/v1/admin/domain_blocks", "admin:read:domain_blocks", async (call) =>
    ok((await all(call)).map(adminDomainBlockEntity)),
  ),
  route("POST", "/api/v1/admin/domain_blocks", "admin:write:domain_blocks", create),
  route("GET", "/api/v1/admin/domain_blocks/:id", "admin:read:domain_blocks", async (call) =>
    ok(adminDomainBlockEntity(await one(call))),
  ),
  route("PUT", "/api/v1/admin/domain_blocks/:id", "admin:write:domain_blocks", update),
  route("DELETE", "/api/v1/admin/domain_blocks/:id", "admin:write:domain_blocks", remove),
];
