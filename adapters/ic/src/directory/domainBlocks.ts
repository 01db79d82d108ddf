/**
 * Domain blocks of the Directory, told to the Federation, which refuses and stops by them, and to every home, which hides
 * what it has and ends follows (decision 016; Mastodon: moderation, "Domain blocks").
 */

import {
  domainBlocks,
  INSTANCE,
  users,
  type Bound,
  type Context,
  type DomainBlockRow,
  type Performer,
} from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { DomainBlock, DomainBlockSeverity } from "../candid/directory.did.ts";
import * as federationBindings from "../candid/federation.did.ts";
import * as userBindings from "../candid/user.did.ts";
import { remote } from "../frame/remote.ts";
import type { Performers } from "../host/outbox.ts";

const callFederation = remote<federationBindings._SERVICE>(federationBindings);
const callUser = remote<userBindings._SERVICE>(userBindings);

const TELL_HOMES = "tellHomesOfDomain";
const TELL_HOME = "tellHomeOfDomain";
/** How many homes one performance tells. */
const PAGE = 20;
/** How many decisions one call carries. */
const DECISIONS = 500;

type Decision = userBindings.DomainDecision;

export function showDomainBlock({ domain, severity, createdAt }: DomainBlockRow): DomainBlock {
  const shown = severity === "suspend" ? { Suspend: null } : { Silence: null };
  return { domain, severity: shown, created_at: BigInt(createdAt) };
}

export function readSeverity(severity: DomainBlockSeverity): DomainBlockRow["severity"] {
  return "Suspend" in severity ? "suspend" : "silence";
}

/** The Federation first, as it keeps the door; then the homes, a page at a time. */
export function domainBlockPerformers({ store }: Context, federation: Principal): Performers {
  const decisionAbout = async (domain: string): Promise<Decision> => {
    const row = await store.view(INSTANCE, (view) => view.get(domainBlocks, { domain }));
    return decisionOf(domain, row);
  };
  const enforceDomainBlock: Performer = async ({ payload }) => {
    const domain = textOf(payload, "domain");
    const reply = await callFederation(federation, "set_domain_blocks", [[await decisionAbout(domain)]]);
    if ("Err" in reply) return { status: "retry", error: "The Federation does not know its Directory." };
    await store.turn(INSTANCE, async (turn) => {
      turn.emit({ kind: TELL_HOMES, payload: { domain, after: "0" }, key: `${domain} ${turn.now}` });
    });
    return { status: "done" };
  };
  const tellHomes: Performer = async ({ payload }) => {
    const domain = textOf(payload, "domain");
    const after = { id: BigInt(textOf(payload, "after")) };
    const page = await store.view(INSTANCE, (view) => view.scan(users, { after, limit: PAGE }));
    const homes = page.rows.flatMap(({ canisterId, status }) =>
      canisterId === null || status === "DeletionPending" ? [] : [canisterId],
    );
    const decision = await decisionAbout(domain);
    const told = await Promise.allSettled(homes.map((home) => tell(home, [decision])));
    await store.turn(INSTANCE, async (turn) => {
      // A home that is being made, or has no answer now, is told alone.
      told.forEach((it, i) => {
        const canisterId = homes[i];
        if (it.status === "fulfilled" || canisterId === undefined) return;
        turn.emit({ kind: TELL_HOME, payload: { domain, canisterId }, key: `${domain} ${canisterId}` });
      });
      const last = page.next === undefined ? undefined : page.rows.at(-1)?.id.toString();
      if (last === undefined) return;
      turn.emit({ kind: TELL_HOMES, payload: { domain, after: last }, key: `${domain} ${turn.now} ${last}` });
    });
    return { status: "done" };
  };
  return {
    enforceDomainBlock,
    [TELL_HOMES]: tellHomes,
    async [TELL_HOME]({ payload }) {
      await tell(textOf(payload, "canisterId"), [await decisionAbout(textOf(payload, "domain"))]);
      return { status: "done" };
    },
  };
}

/** Tells a new home all that holds. @throws {CallError} */
export async function tellAllDomainBlocks({ store }: Context, home: Principal): Promise<void> {
  let after: Bound<typeof domainBlocks> | undefined;
  do {
    const from = after;
    const { rows, next } = await store.view(INSTANCE, (view) =>
      view.scan(domainBlocks, { ...(from === undefined ? {} : { after: from }), limit: DECISIONS }),
    );
    if (rows.length > 0)
      await tell(
        home.toText(),
        rows.map((row) => decisionOf(row.domain, row)),
      );
    after = next;
  } while (after !== undefined);
}

async function tell(home: string, decisions: Decision[]): Promise<void> {
  const reply = await callUser(Principal.fromText(home), "set_domain_blocks", [decisions]);
  if ("Err" in reply) throw new Error(`${home} does not know its Directory.`);
}

function decisionOf(domain: string, row: DomainBlockRow | undefined): Decision {
  return { domain, severity: row === undefined ? [] : [showDomainBlock(row).severity] };
}

function textOf(payload: unknown, name: string): string {
  const value =
    typeof payload === "object" && payload !== null
      ? (payload as Readonly<Record<string, unknown>>)[name]
      : undefined;
  if (typeof value !== "string") throw new Error(`The effect has no ${name}.`);
  return value;
}
