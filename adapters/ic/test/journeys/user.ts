/** A User canister as the stories ask it: by its typed methods, and by the Mastodon API for what these do not have. */

import type { CanisterHost } from "@mastic/canister-runtime";
import { CoreError, type Caller, type Visibility } from "@mastic/core";
import type { JourneyUser, SeenMedia, SeenProfile, SeenStatus } from "@mastic/core/contract";
import type { Principal } from "@icp-sdk/core/principal";
import { createHash, randomBytes } from "node:crypto";
import type * as candid from "../../src/candid/user.did.ts";
import type { CanisterNode, UserActor } from "../support/canisterNode.ts";
import { apiCall, type AccountEntity, type StatusEntity } from "./apiCall.ts";
import type { People } from "./people.ts";
import { asking, reaching } from "./refusal.ts";

export interface HomePlace {
  readonly node: CanisterNode<CanisterHost>;
  readonly people: People;
  readonly origin: string;
  readonly handle: string;
  readonly canister: Principal;
  /** The name of its owner in the story. */
  readonly owner: string;
}

const anonymous: Caller = { principal: null };

export function journeyUser(place: HomePlace): JourneyUser {
  const { node, people, canister, handle, origin } = place;
  const as = (caller: Caller): UserActor => node.user(canister, people.caller(caller));
  /** An Unauthorized owner is suspended: the interface has no word for it, the Directory has. */
  async function ask<R extends { Ok: unknown } | { Err: object }>(
    caller: Caller,
    call: (home: UserActor) => Promise<R>,
  ) {
    try {
      return await asking(caller, () => call(as(caller)));
    } catch (error) {
      if (error instanceof CoreError && error.code === "Unauthorized" && caller.principal === place.owner) {
        const me = await node.as(people.caller(caller)).whoami();
        if ("Ok" in me && "Suspended" in me.Ok.canister_status) {
          throw new CoreError("Suspended", "This account is suspended.", { cause: error });
        }
      }
      throw error;
    }
  }
  const api = <Entity>(
    caller: Caller,
    ...args: Parameters<typeof apiCall> extends [unknown, ...infer A] ? A : never
  ) => reaching(caller, () => apiCall<Entity>(as(caller), ...args));

  return {
    async updateProfile(caller, args) {
      const { displayName, bio, locked, fields } = args;
      if (locked === undefined && fields === undefined) {
        await ask(caller, (home) =>
          home.update_profile({ display_name: opt(displayName), bio: opt(bio), avatar_url: [] }),
        );
        return;
      }
      await api(caller, "PATCH", "/api/v1/accounts/update_credentials", {
        display_name: displayName,
        note: bio,
        locked,
        fields_attributes: fields,
      });
    },
    async getProfile(): Promise<SeenProfile> {
      await ask(anonymous, (home) => home.get_profile());
      const account = await api<AccountEntity>(anonymous, "GET", `/api/v1/accounts/lookup?acct=${handle}`);
      return { ...profileOf(account), keys: await keysOf(node, origin, handle) };
    },
    async publishStatus(caller, args) {
      const status = await ask(caller, (home) =>
        home.publish_status({
          content: args.content,
          visibility: visibilities[args.visibility],
          mentions: [...(args.mentions ?? [])],
          spoiler_text: opt(args.spoilerText ?? undefined),
          sensitive: opt(args.sensitive),
          in_reply_to: opt(args.inReplyTo ?? undefined),
          media_ids: args.mediaIds === undefined ? [] : [BigUint64Array.from(args.mediaIds)],
        }),
      );
      return seen(origin, status);
    },
    async editStatus(caller, { statusUri, content }) {
      await api(caller, "PUT", `/api/v1/statuses/${idIn(statusUri)}`, { status: content });
    },
    async deleteStatus(caller, { statusUri }) {
      await ask(caller, (home) => home.delete_status({ status_uri: statusUri }));
    },
    likeStatus: (caller, { statusUrl }) => ask(caller, (home) => home.like_status({ status_url: statusUrl })),
    async undoLike(caller, { statusUrl }) {
      await ask(caller, (home) => home.unlike_status({ status_url: statusUrl }));
    },
    async boostStatus(caller, { statusUrl }) {
      await ask(caller, (home) => home.boost_status({ status_url: statusUrl }));
      const feed = await ask(caller, (home) => home.get_statuses({ offset: 0n, limit: 1n }));
      const [wrapper] = feed;
      if (wrapper === undefined) throw new CoreError("NotFound", "There is no boost.");
      return wrapper;
    },
    async undoBoost(caller, { statusUrl }) {
      await ask(caller, (home) => home.undo_boost({ status_url: statusUrl }));
    },
    followUser: (caller, { account }) => ask(caller, (home) => home.follow_user({ handle: account })),
    async unfollowUser(caller, { account }) {
      await ask(caller, (home) => home.unfollow_user({ handle: account }));
    },
    async acceptFollow(caller, { actorUri }) {
      await ask(caller, (home) => home.accept_follow({ follower: actorUri }));
    },
    async rejectFollow(caller, { actorUri }) {
      await ask(caller, (home) => home.reject_follow({ follower: actorUri }));
    },
    async blockUser(caller, { account }) {
      await ask(caller, (home) => home.block_user({ handle: account }));
    },
    getFollowRequests: (caller, args) => ask(caller, (home) => home.get_follow_requests(pageOf(args))),
    getFollowers: (args) => ask(anonymous, (home) => home.get_followers(pageOf(args))),
    getFollowing: (args) => ask(anonymous, (home) => home.get_following(pageOf(args))),
    getLiked: (caller, args) => ask(caller, (home) => home.get_liked(pageOf(args))),
    async readFeed(caller, args) {
      const items = await ask(caller, (home) => home.read_feed(pageOf(args)));
      return items.map(({ status, boosted_by }) => ({
        status: seen(origin, status),
        author: status.author,
        boostedBy: boosted_by[0] ?? null,
      }));
    },
    async getStatuses(caller, { requesterActorUri, ...args }) {
      if (requesterActorUri != null) return askedBy(place, requesterActorUri, args.limit);
      return (await ask(caller, (home) => home.get_statuses(pageOf(args)))).map((it) => seen(origin, it));
    },
    async getThread(caller, { id, ...args }) {
      const thread = await ask(caller, (home) => home.get_thread({ id, ...pageOf(args) }));
      return {
        status: seen(origin, thread.status),
        answers: thread.replies.map((it) => seen(origin, it)),
      };
    },
    async attachMedia(caller, args) {
      const bytes = randomBytes(64);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      await ask(caller, (home) => home.upload_media_chunk({ sha256, index: 0, bytes }));
      return ask(caller, (home) =>
        home.attach_media({
          sha256,
          chunks: 1,
          media_type: args.mediaType,
          description: opt(args.description ?? undefined),
          blurhash: opt(args.blurhash ?? undefined),
          width: opt(args.meta?.width),
          height: opt(args.meta?.height),
        }),
      );
    },
    async updateMedia(caller, { mediaId, description }) {
      await api(caller, "PUT", `/api/v1/media/${mediaId}`, { description });
    },
    async deleteMedia(caller, { mediaId }) {
      await api(caller, "DELETE", `/api/v1/media/${mediaId}`);
    },
    async getStatusMedia(caller, { id }) {
      return (await ask(caller, (home) => home.get_status_media({ id }))).map((it) => seenMedia(origin, it));
    },
  };
}

const opt = <T>(value: T | undefined): [] | [T] => (value === undefined ? [] : [value]);
const pageOf = ({ offset, limit }: { offset: number; limit: number }) => ({
  offset: BigInt(offset),
  limit: BigInt(limit),
});
const idIn = (uri: string): string => uri.slice(uri.lastIndexOf("/") + 1);

const visibilities: Readonly<Record<Visibility, candid.Visibility>> = {
  public: { Public: null },
  unlisted: { Unlisted: null },
  private: { FollowersOnly: null },
  direct: { Direct: null },
};
const visibilityOf = (visibility: candid.Visibility): Visibility =>
  (Object.keys(visibilities) as Visibility[]).find(
    (it) => Object.keys(visibilities[it])[0] === Object.keys(visibility)[0],
  ) ?? "direct";

export function seen(origin: string, status: candid.Status): SeenStatus {
  return {
    id: status.id,
    uri: status.uri,
    content: status.content,
    local: status.uri.startsWith(`${origin}/`),
    visibility: visibilityOf(status.visibility),
    tags: [],
    spoilerText: status.spoiler_text[0] ?? null,
    sensitive: status.sensitive,
    inReplyToUri: status.in_reply_to[0] ?? null,
    likeCount: Number(status.like_count),
    boostCount: Number(status.boost_count),
    replyCount: 0,
  };
}

/** What the API shows of it: the typed interface has neither hashtags nor a count of answers. */
export function seenByApi(origin: string, entity: StatusEntity): SeenStatus {
  return {
    id: BigInt(entity.id),
    uri: entity.uri,
    content: entity.content,
    local: entity.uri.startsWith(`${origin}/`),
    visibility: entity.visibility,
    tags: entity.tags.map(({ name }) => name),
    spoilerText: entity.spoiler_text === "" ? null : entity.spoiler_text,
    sensitive: entity.sensitive,
    inReplyToUri: null,
    likeCount: entity.favourites_count,
    boostCount: entity.reblogs_count,
    replyCount: entity.replies_count,
  };
}

export function seenMedia(origin: string, media: candid.MediaAttachment): SeenMedia {
  const own = `${origin}/media/`;
  const isOwn = media.url.startsWith(own);
  return {
    id: media.id,
    mediaType: media.media_type,
    description: media.description[0] ?? null,
    blurhash: media.blurhash[0] ?? null,
    blob: isOwn ? media.url.slice(own.length) : null,
    remoteUrl: isOwn ? null : media.url,
  };
}

export function profileOf(account: AccountEntity): Omit<SeenProfile, "keys"> {
  return {
    uri: account.uri,
    displayName: account.display_name,
    note: account.note,
    locked: account.locked,
    fields: account.fields.map(({ name, value }) => ({ name, value, verifiedAt: null })),
    statusesCount: account.statuses_count,
    suspended: account.suspended ?? false,
    movedToUri: null,
  };
}

interface ActorDocument {
  readonly publicKey?: { readonly id: string };
}

async function keysOf(
  node: CanisterNode<CanisterHost>,
  origin: string,
  handle: string,
): Promise<{ id: string }[]> {
  const { publicKey } = await documentOf<ActorDocument>(node, origin, `/users/${handle}`);
  return publicKey === undefined ? [] : [publicKey];
}

/** A document as the gateway serves it. */
async function documentOf<Document>(
  node: CanisterNode<CanisterHost>,
  origin: string,
  url: string,
): Promise<Partial<Document>> {
  const answer = await node.federation(node.directoryId).http_request_update({
    method: "GET",
    url,
    headers: [
      ["host", origin.slice(origin.indexOf("://") + 3)],
      ["accept", "application/activity+json"],
    ],
    body: new Uint8Array(),
    certificate_version: [],
  });
  if (answer.status_code !== 200) return {};
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(answer.body))) as Document;
}

/** What another user of the node may see of the author's list: each status is asked for in that one's name. */
async function askedBy(
  { node, people, canister, origin, owner }: HomePlace,
  requester: string,
  limit: number,
): Promise<SeenStatus[]> {
  const all = await node
    .user(canister, people.principal(owner))
    .get_statuses({ offset: 0n, limit: BigInt(limit) });
  if ("Err" in all) throw new CoreError("Internal", JSON.stringify(all.Err));
  const federation = node.user(canister, node.federationId);
  const shown: SeenStatus[] = [];
  for (const status of all.Ok) {
    const reply = await federation.get_local_status({ id: status.id, requester_actor_uri: [requester] });
    if ("Ok" in reply && !("Direct" in reply.Ok.visibility)) shown.push(seen(origin, reply.Ok));
  }
  return shown;
}
