/** What leaves this home: activities, given to the Federation for other servers and other homes, and who has to do with whom. */

import {
  accounts,
  collectionSynchronization,
  effect as newEffect,
  followers,
  following,
  type Context,
  type Owner,
  type Performer,
  type StoredEffect,
} from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/federation.did.ts";
import { canisterCrypto } from "../crypto/cryptoPort.ts";
import { remote } from "../frame/remote.ts";
import { REGISTER_FILE } from "./files.ts";
import { listProfile } from "./listProfile.ts";
import { FORGET_FILE, isShown } from "./sweepFiles.ts";

const call = remote<bindings._SERVICE>(bindings);
/** How many inboxes one call names. */
const PAGE = 200;

type Send = (activity: string, inboxes: readonly string[]) => Promise<bindings.SendActivityResult[]>;

/** @param owner of this home */
export function outgoing(
  context: Context,
  owner: Owner,
  { federation, directory }: { readonly federation: Principal; readonly directory: Principal },
): Readonly<
  Record<"deliver" | "route" | "forward" | "subscribe" | typeof REGISTER_FILE | typeof FORGET_FILE, Performer>
> {
  const send: Send = async (activity_json, inboxes) => {
    const args = { activity_json, target_inboxes: [...inboxes] };
    const reply = await call(federation, "send_activity", [{ Many: args }]);
    return "Batch" in reply ? reply.Batch : [reply.One];
  };
  const sendTo = async (
    target_inbox: string,
    activity_json: string,
    said: string | undefined,
  ): Promise<bindings.SendActivityResult> => {
    const args = {
      activity_json,
      target_inbox,
      collection_synchronization: said === undefined ? ([] as []) : ([said] as [string]),
    };
    const reply = await call(federation, "send_activity", [{ One: args }]);
    const [result] = "Batch" in reply ? reply.Batch : [reply.One];
    return result ?? { Ok: null };
  };
  /** FEP-8fcf: the followers are here, and the Federation, which delivers, does not know them. */
  const synchronization = async (payload: unknown, inbox: string): Promise<string | undefined> =>
    field(payload, "toFollowersOnly") === true
      ? collectionSynchronization({ ...context, crypto: canisterCrypto }, owner, inbox)
      : undefined;
  const tellOfFile =
    (method: "register_file" | "forget_file", ifShown: boolean): Performer =>
    async ({ payload }) => {
      const sha256 = field(payload, "sha256");
      if (typeof sha256 !== "string") return { status: "permanent", error: "It names no file." };
      // What was to be told may be past, when it is tried again: then the other is told, or has been.
      if ((await context.store.view(owner, (view) => isShown(view, owner, sha256))) !== ifShown)
        return { status: "done" };
      const reply = await call(federation, method, [{ sha256 }]);
      return "Ok" in reply
        ? { status: "done" }
        : { status: "retry", error: "The Federation does not know us." };
    };
  return {
    async deliver({ payload, body }) {
      const inbox = field(payload, "inbox");
      if (typeof inbox !== "string" || body === null)
        return { status: "permanent", error: "It is no delivery." };
      const result = await sendTo(inbox, body.content, await synchronization(payload, inbox));
      if ("Ok" in result) return { status: "done" };
      const status = mayWork(result.Err) ? "retry" : "permanent";
      return { status, error: `The Federation refused ${inbox}: ${JSON.stringify(result.Err)}` };
    },
    async route(it) {
      for (let after: string | null | undefined = null; after !== undefined;) {
        const page = await recipients(context, owner, it, after);
        await tell(context, owner, it, page.inboxes, send);
        after = page.next;
      }
      if (isOwnUpdate(it.payload)) await listProfile(context, owner, directory);
      return { status: "done" };
    },
    async forward(it) {
      const news = readNews(it.payload);
      if (news === undefined) return { status: "permanent", error: "It is no news." };
      for (let after: string | null | undefined = null; after !== undefined;) {
        const page = await recipients(context, owner, it, after);
        const args = { ...news, target_inboxes: page.inboxes };
        const reply = page.inboxes.length > 0 ? await call(federation, "forward_news", [args]) : accepted;
        if ("Err" in reply) {
          const status = "Rejected" in reply.Err ? "permanent" : "retry";
          return { status, error: `The Federation refused news: ${JSON.stringify(reply.Err)}` };
        }
        after = page.next;
      }
      return { status: "done" };
    },
    [REGISTER_FILE]: tellOfFile("register_file", true),
    [FORGET_FILE]: tellOfFile("forget_file", false),
    async subscribe({ payload }) {
      const actorUri = field(payload, "actorUri");
      if (typeof actorUri !== "string") return { status: "permanent", error: "It names no actor." };
      // Activities of this node's users are sent to whom they concern.
      if (actorUri.startsWith(`${context.instance.origin}/`)) return { status: "done" };
      const change = changes[String(field(payload, "change"))] ?? { None: null };
      const follow = await context.store.view(owner, (view) => view.get(following, { actorUri }));
      const accepted: [] | [boolean] = follow === undefined ? [] : [follow.status === "Accepted"];
      const reply = await call(federation, "subscribe", [{ actor_uri: actorUri, change, accepted }]);
      return "Ok" in reply
        ? { status: "done" }
        : { status: "retry", error: "The Federation does not know us." };
    },
  };
}

const changes: Readonly<Record<string, bindings.SubscribeArgs["change"]>> = {
  follows: { Follows: null },
  followed: { Followed: null },
  none: { None: null },
};

/** Whether it tells that the actor has changed, and not something of the actor's. */
function isOwnUpdate(payload: unknown): boolean {
  const [id, actor] = [field(payload, "activityId"), field(payload, "actorUri")];
  return typeof id === "string" && typeof actor === "string" && id.startsWith(`${actor}#updates/`);
}

const accepted: bindings.ForwardNewsResponse = { Ok: null };

function readNews(payload: unknown): Omit<bindings.ForwardNewsArgs, "target_inboxes"> | undefined {
  const activity_id = field(payload, "activityId");
  const actor_uri = field(payload, "actorUri");
  const object_uri = field(payload, "objectUri");
  if (typeof activity_id !== "string" || typeof actor_uri !== "string" || typeof object_uri !== "string")
    return undefined;
  const change = field(payload, "change") === "Delete" ? { Delete: null } : { Update: null };
  return { activity_id, actor_uri, object_uri, change };
}

/** Tells one page; whom the Federation could not reach just now is told again, alone. */
async function tell(
  { store }: Context,
  owner: Owner,
  { payload, body }: StoredEffect,
  inboxes: readonly string[],
  send: Send,
): Promise<void> {
  if (body === null || inboxes.length === 0) return;
  const activityId = String(field(payload, "activityId"));
  const results = await send(body.content, inboxes);
  const missed = inboxes.filter((_, i) => {
    const result = results[i];
    return result !== undefined && "Err" in result && mayWork(result.Err);
  });
  if (missed.length === 0) return;
  await store.turn(owner, async (turn) => {
    for (const inbox of missed) {
      turn.emit(
        newEffect(
          { kind: "deliver", payload: { inbox, activityId } },
          { key: `${activityId} ${inbox}`, lane: inbox, body },
        ),
      );
    }
  });
}

/** The inboxes of those named, and then of the followers on this node, page by page. */
async function recipients(
  { store }: Context,
  owner: Owner,
  { payload }: StoredEffect,
  after: string | null,
): Promise<{ inboxes: string[]; next: string | undefined }> {
  const targets = field(payload, "targets");
  const named = after === null && Array.isArray(targets) ? targets.map((id) => BigInt(String(id))) : [];
  return store.view(owner, async (view) => {
    const ids = [...named];
    let next: string | undefined;
    if (field(payload, "toFollowers") === true) {
      const page = await view.scan(followers, {
        ...(after === null ? {} : { after: { actorUri: after } }),
        limit: PAGE - Math.min(named.length, PAGE / 2),
      });
      // Whoever has an inbox to deliver to is on another server.
      ids.push(...page.rows.filter((row) => row.deliveryInbox === null).map((row) => row.accountId));
      if (page.next !== undefined) next = page.rows.at(-1)?.actorUri;
    }
    const found = await view.getMany(
      accounts,
      [...new Set(ids)].map((id) => ({ id })),
    );
    const inboxes = found.flatMap((row) => (row === undefined || row.id === owner ? [] : [row.inbox]));
    return { inboxes, next };
  });
}

function mayWork(error: bindings.SendActivityError): boolean {
  return "DeliveryFailed" in error || "Unauthorized" in error;
}

function field(payload: unknown, name: string): unknown {
  return typeof payload === "object" && payload !== null
    ? (payload as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
