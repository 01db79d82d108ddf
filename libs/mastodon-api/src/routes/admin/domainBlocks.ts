/** Mastodon: methods/admin/domain_blocks: how this node stands to other servers. */

import { domainBlocks, type DomainBlockRow } from "@mastic/core";
import { tryCanonicalHost } from "@mastic/validation";
import { notFound, type Call } from "../../call.ts";
import { adminDomainBlockEntity } from "../../entities/admin.ts";
import { invalid } from "../../input.ts";
import { readAsModerator, requireModerator } from "../../moderation.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

/** Mastodon: 100, or at most 200. */
const PAGE = { min: 1, max: 200, fallback: 100 };

/** By name, which is the id: `max_id` is where the page before has ended. */
async function list(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const limit = call.input.integer("limit", PAGE);
  const after = call.input.text("max_id");
  const page = await call.api.directory.listDomainBlocks(caller, { after, limit });
  const last = page.length < limit ? undefined : page.at(-1)?.domain;
  const { origin } = call.api.context.instance;
  const next = `${origin}${call.path}?limit=${limit}&max_id=${encodeURIComponent(last ?? "")}`;
  return ok(page.map(adminDomainBlockEntity), last === undefined ? {} : { link: `<${next}>; rel="next"` });
}

/** @throws {ApiError} 403 */
function find(call: Call, domain: string): Promise<DomainBlockRow | undefined> {
  return readAsModerator(call, (view) => view.get(domainBlocks, { domain }));
}

/** @throws {ApiError} 403, 404 */
async function one(call: Call): Promise<DomainBlockRow> {
  const found = await find(call, call.params["id"] ?? "");
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
  const decided = host === undefined ? undefined : await find(call, host);
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
  route("GET", "/api/v1/admin/domain_blocks", "admin:read:domain_blocks", list),
  route("POST", "/api/v1/admin/domain_blocks", "admin:write:domain_blocks", create),
  route("GET", "/api/v1/admin/domain_blocks/:id", "admin:read:domain_blocks", async (call) =>
    ok(adminDomainBlockEntity(await one(call))),
  ),
  route("PUT", "/api/v1/admin/domain_blocks/:id", "admin:write:domain_blocks", update),
  route("DELETE", "/api/v1/admin/domain_blocks/:id", "admin:write:domain_blocks", remove),
];
