/** Mastodon: methods/accounts: people, and how one stands to them. */

import type { Transport } from "../../ports/transport.ts";
import {
  account,
  credentialAccount,
  relationship,
  type Account,
  type CredentialAccount,
  type Relationship,
} from "../entities/account.ts";
import type { QuotePolicy } from "../entities/status.ts";
import { pageOf, type Cursor, type Page } from "../page.ts";
import { read, readList } from "../read.ts";

export type AccountAct = "follow" | "unfollow" | "block" | "unblock" | "mute" | "unmute";

/** Whose session it is. */
export async function verifyCredentials(transport: Transport): Promise<CredentialAccount> {
  const path = "/api/v1/accounts/verify_credentials";
  return read(credentialAccount, (await transport.request({ method: "GET", path })).body);
}

/** @param acct `alice` or `bob@elsewhere.example` @throws {ApiError} `not_found` */
export async function lookUp(transport: Transport, acct: string): Promise<Account> {
  const path = "/api/v1/accounts/lookup";
  return read(account, (await transport.request({ method: "GET", path, query: { acct } })).body);
}

export async function readRelationship(transport: Transport, id: string): Promise<Relationship | undefined> {
  const path = "/api/v1/accounts/relationships";
  const { body } = await transport.request({ method: "GET", path, query: { id: [id] } });
  return readList(relationship, body)[0];
}

export interface MuteOptions {
  /** Whether nothing is heard of what they do. */
  readonly notifications: boolean;
  /** 0 is for ever. */
  readonly durationSeconds: number;
}

export async function relate(
  transport: Transport,
  act: AccountAct,
  id: string,
  options?: MuteOptions,
): Promise<Relationship> {
  const path = `/api/v1/accounts/${id}/${act}`;
  const body = options && { notifications: options.notifications, duration: options.durationSeconds };
  const request = { method: "POST", path, ...(body === undefined ? {} : { body }) } as const;
  return read(relationship, (await transport.request(request)).body);
}

/** People whom one has something to do with. */
export type OwnPeople = "follow_requests" | "blocks" | "mutes";

export async function readOwnPeople(
  transport: Transport,
  which: OwnPeople,
  cursor: Cursor | undefined,
): Promise<Page<Account>> {
  const path = `/api/v1/${which}`;
  const answer = await transport.request({ method: "GET", path, query: { limit: 40, ...cursor } });
  return pageOf(answer, readList(account, answer.body));
}

export async function answerFollowRequest(
  transport: Transport,
  id: string,
  decision: "authorize" | "reject",
): Promise<void> {
  await transport.request({ method: "POST", path: `/api/v1/follow_requests/${id}/${decision}` });
}

/** People by the beginning of their name. @param following whether only those one follows */
export async function searchPeople(
  transport: Transport,
  q: string,
  following: boolean,
  signal: AbortSignal,
): Promise<Account[]> {
  const path = "/api/v1/accounts/search";
  const { body } = await transport.request({
    method: "GET",
    path,
    query: { q, following, limit: 8 },
    signal,
  });
  return readList(account, body);
}

export async function readPeople(
  transport: Transport,
  id: string,
  which: "followers" | "following",
  cursor: Cursor | undefined,
): Promise<Page<Account>> {
  const path = `/api/v1/accounts/${id}/${which}`;
  const answer = await transport.request({ method: "GET", path, query: { limit: 40, ...cursor } });
  return pageOf(answer, readList(account, answer.body));
}

export interface ProfileChange {
  readonly displayName: string;
  readonly note: string;
  readonly locked: boolean;
  readonly bot: boolean;
  /** Who may quote new posts, unless a post says otherwise; undefined leaves it as it is. */
  readonly quotePolicy: QuotePolicy | undefined;
  /** Whether others find the public posts by their words; undefined leaves it as it is. */
  readonly indexable: boolean | undefined;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly avatar: Blob | undefined;
  readonly header: Blob | undefined;
}

export async function updateProfile(transport: Transport, change: ProfileChange): Promise<CredentialAccount> {
  const { body } = await transport.upload({
    method: "PATCH",
    path: "/api/v1/accounts/update_credentials",
    fields: {
      display_name: change.displayName,
      note: change.note,
      locked: String(change.locked),
      bot: String(change.bot),
      ...(change.quotePolicy === undefined ? {} : { "source[quote_policy]": change.quotePolicy }),
      ...(change.indexable === undefined ? {} : { indexable: String(change.indexable) }),
      ...Object.fromEntries(
        change.fields.flatMap(({ name, value }, index) => [
          [`fields_attributes[${index}][name]`, name],
          [`fields_attributes[${index}][value]`, value],
        ]),
      ),
      ...(change.avatar === undefined ? {} : { avatar: change.avatar }),
      ...(change.header === undefined ? {} : { header: change.header }),
    },
  });
  return read(credentialAccount, body);
}
