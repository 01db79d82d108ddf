/**
 * Domain blocks: silences or suspends a whole remote server, and lets it back (Mastodon: moderation; "Domain blocks").
 * Where a governance is set they are its decisions, and moderators read them (spec 06: DAO-Based Governance).
 */

import { tryCanonicalHost } from "@mastic/validation";
import type { Caller, Context } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { domainsAbove } from "../federation/domainPolicy.ts";
import { domainBlocks, type DomainBlockRow, type DomainBlockSeverity } from "../schema/instance.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { requireAuthority } from "./governance.ts";
import { requireModerator } from "./moderators.ts";

export interface BlockDomainArgs {
  /** A host in any spelling, with its port where that is not the default. */
  readonly domain: string;
  readonly severity: DomainBlockSeverity;
}

/**
 * Decides about a domain and everything below it; a decision made before is replaced. What is known of it already
 * follows in an effect; what it sends from now on is treated so at once.
 * @throws {CoreError} `Unauthorized`, `BadArgs`
 */
export async function blockDomain(
  ctx: Context,
  caller: Caller,
  args: BlockDomainArgs,
): Promise<DomainBlockRow> {
  const domain = blockableDomain(ctx, args.domain);
  return ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const known = await turn.get(domainBlocks, { domain });
    if (known?.severity === args.severity) return known;
    const row = { domain, severity: args.severity, createdAt: turn.now };
    await turn.put(domainBlocks, row);
    enforce(turn, domain);
    return row;
  });
}

/**
 * Takes the decision back: what was hidden is seen again, also what came while the domain was silenced; follows that
 * it ended do not come back.
 * @returns what was decided
 * @throws {CoreError} `Unauthorized`, `BadArgs`, `NotFound`
 */
export async function unblockDomain(
  ctx: Context,
  caller: Caller,
  args: { readonly domain: string },
): Promise<DomainBlockRow> {
  const domain = canonical(args.domain);
  return ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const row = await turn.get(domainBlocks, { domain });
    if (row === undefined) throw new CoreError("NotFound", `${domain} is not blocked.`);
    await turn.delete(domainBlocks, { domain });
    enforce(turn, domain);
    return row;
  });
}

export interface ListDomainBlocksArgs {
  /** The last domain of the page before. */
  readonly after?: string | undefined;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** What has been decided, by domain. @throws {CoreError} `Unauthorized` */
export async function listDomainBlocks(
  ctx: Context,
  caller: Caller,
  { after, limit }: ListDomainBlocksArgs,
): Promise<DomainBlockRow[]> {
  return ctx.store.view(INSTANCE, async (view) => {
    await requireModerator(view, caller);
    const { rows } = await view.scan(domainBlocks, {
      ...(after === undefined ? {} : { after: { domain: after } }),
      limit: Math.min(Math.max(1, limit), 1_000),
    });
    return rows;
  });
}

function enforce(turn: Turn, domain: string): void {
  turn.emit(effect({ kind: "enforceDomainBlock", payload: { domain } }, { key: domain }));
}

/** The canonical host of a domain that may be decided about. @throws {CoreError} `BadArgs`: no host, or this server itself */
export function blockableDomain({ instance }: Pick<Context, "instance">, domain: string): string {
  const host = canonical(domain);
  if (domainsAbove(instance.host).includes(host)) {
    throw new CoreError("BadArgs", "This server cannot block itself.", { field: "domain" });
  }
  return host;
}

function canonical(domain: string): string {
  const host = tryCanonicalHost(domain.trim());
  if (host === undefined) throw new CoreError("BadArgs", "This is no host.", { field: "domain" });
  return host;
}
