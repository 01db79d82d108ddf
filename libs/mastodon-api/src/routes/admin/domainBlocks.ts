/** Mastodon: methods/admin/domain_blocks: how this node stands to other servers. */

import type { DomainBlockRow } from "@mastic/core";
import { tryCanonicalHost } from "@mastic/validation";
import { notFound, type Call } from "../../call.ts";
import { adminDomainBlockEntity } from "../../entities/admin.ts";
import { invalid } from "../../input.ts";
import { requireModerator } from "../../moderation.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

/** How many are read at a time; people import lists of some thousands. */
const PAGE = 1_000;

async function all(call: Call): Promise<DomainBlockRow[]> {
  const caller = await requireModerator(call);
  const found: DomainBlockRow[] = [];
  for (;;) {
    const after = found.at(-1)?.domain;
    const page = await call.api.directory.listDomainBlocks(caller, { after, limit: PAGE });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/** @throws {ApiError} 403, 404 */
async function one(call: Call): Promise<DomainBlockRow> {
  const found = (await all(call)).find(({ domain }) => domain === call.params["id"]);
  if (found === undefined) throw notFound();
  return found;
}

/**
 * Mastodon's `noop` would block nothing. Who does not say how, changes nothing about what was decided: an app that only
 * sends a comment must not let a server back in. @throws {ApiError} 422
 */
function severity(call: Call, decided: DomainBlockRow | undefined): DomainBlockRow["severity"] {
  const text = call.input.text("severity") ?? decided?.severity ?? "silence";
  if (text === "silence" || text === "suspend") return text;
  throw invalid("severity", "ERR_INCLUSION", "is not included in the list");
}

async function create(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const domain = call.input.required("domain");
  const host = tryCanonicalHost(domain.trim());
  const decided = (await all(call)).find((block) => block.domain === host);
  const asked = { domain, severity: severity(call, decided) };
  return ok(adminDomainBlockEntity(await call.api.directory.blockDomain(caller, asked)));
}

async function update(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const decided = await one(call);
  const asked = { domain: decided.domain, severity: severity(call, decided) };
  return ok(adminDomainBlockEntity(await call.api.directory.blockDomain(caller, asked)));
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
