/** UC3: changes the profile, and tells the followers (spec 05: UpdateProfile; spec 04: Profile Metadata). */

import { textToHtml } from "@mastic/activitypub";
import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { updateActorActivity } from "../document/activity.ts";
import { tagUrl } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow, type ProfileField } from "../schema/accounts.ts";
import type { QuotePolicy, Visibility } from "../schema/statuses.ts";
import { profileMetadata, profiles, type ProfileRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { checkLanguage } from "./checkContent.ts";
import { compose } from "./compose.ts";
import { send } from "./send.ts";

/** What is left out stays as it is. */
export interface UpdateProfileArgs {
  readonly displayName?: string | undefined;
  /** Plain text. */
  readonly bio?: string | undefined;
  /** A blob key, or `null` for none. */
  readonly avatar?: string | null | undefined;
  readonly header?: string | null | undefined;
  /** All of them, in order; plain text. */
  readonly fields?: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** Follows need an answer. */
  readonly locked?: boolean | undefined;
  /** The account acts by itself: a Service. */
  readonly bot?: boolean | undefined;
  readonly discoverable?: boolean | undefined;
  readonly indexable?: boolean | undefined;
  readonly hideCollections?: boolean | undefined;
  readonly defaultVisibility?: Visibility | undefined;
  readonly defaultSensitive?: boolean | undefined;
  /** A BCP 47 tag. */
  readonly defaultLanguage?: string | null | undefined;
  readonly defaultQuotePolicy?: QuotePolicy | undefined;
}

const DISPLAY_NAME = 30;
const BIO = 500;
const FIELD = 255;
/** Half a character, and what PostgreSQL does not keep. */
const UNSTORABLE = /[\0\ud800-\udfff]/u;

/** @throws {CoreError} `BadArgs`, naming the field, and those of `admit` */
export async function updateProfile(
  ctx: UserContext,
  caller: Caller,
  args: UpdateProfileArgs,
): Promise<AccountRow> {
  await admit(ctx, caller, "private");
  const fields = checkArgs(ctx, args);
  const note = args.bio === undefined ? undefined : (await compose(ctx, args.bio)).html;
  return commit(ctx, caller, async (turn, self) => {
    const account = { ...self.account, ...publicChange(ctx, args, self.account, note) };
    await turn.put(accounts, account);
    await turn.put(profiles, { ...self.profile, ...privateChange(args), updatedAt: turn.now });
    if (fields !== undefined) await replaceFields(turn, fields);
    announceProfile(ctx, turn, account);
    return account;
  });
}

/** Sends Update(Person) to the followers. */
export function announceProfile(ctx: UserContext, turn: Turn, account: AccountRow): void {
  const update = updateActorActivity(ctx.instance, account, turn.nextId());
  send(turn, account, update, { followers: true, accounts: [] });
}

function publicChange(
  ctx: UserContext,
  args: UpdateProfileArgs,
  account: AccountRow,
  note: string | undefined,
): Partial<AccountRow> {
  return {
    displayName: args.displayName?.trim() ?? account.displayName,
    note: note ?? account.note,
    avatar: args.avatar === undefined ? account.avatar : args.avatar,
    header: args.header === undefined ? account.header : args.header,
    fields: checkArgs(ctx, args)?.map((field) => htmlField(ctx, field, account)) ?? account.fields,
    locked: args.locked ?? account.locked,
    type: args.bot === undefined ? account.type : args.bot ? "Service" : "Person",
    discoverable: args.discoverable ?? account.discoverable,
    indexable: args.indexable ?? account.indexable,
  };
}

/** A field as others see it. One that has not changed stays verified. */
function htmlField(
  ctx: UserContext,
  { name, value }: { readonly name: string; readonly value: string },
  account: AccountRow,
): ProfileField {
  const html = textToHtml(value, {
    multiline: false,
    relMe: true,
    hashtag: (tag) => tagUrl(ctx.instance.origin, tag),
  });
  const known = account.fields.find((field) => field.name === name && field.value === html);
  return known ?? { name, value: html, verifiedAt: null };
}

function privateChange(args: UpdateProfileArgs): Partial<ProfileRow> {
  const { bio, defaultVisibility, defaultSensitive, defaultLanguage, defaultQuotePolicy, hideCollections } =
    args;
  return {
    ...(defaultQuotePolicy === undefined ? {} : { defaultQuotePolicy }),
    ...(bio === undefined ? {} : { bio }),
    ...(defaultVisibility === undefined ? {} : { defaultVisibility }),
    ...(defaultSensitive === undefined ? {} : { defaultSensitive }),
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
    ...(hideCollections === undefined ? {} : { hideCollections }),
  };
}

async function replaceFields(
  turn: Turn,
  fields: readonly { readonly name: string; readonly value: string }[],
): Promise<void> {
  const { rows } = await turn.scan(profileMetadata, { limit: 100 });
  for (const { position } of rows) await turn.delete(profileMetadata, { position });
  for (const [position, field] of fields.entries())
    await turn.insert(profileMetadata, { position, ...field });
}

/** @returns the fields, trimmed, without those left blank */
function checkArgs(ctx: UserContext, args: UpdateProfileArgs): { name: string; value: string }[] | undefined {
  checkText("displayName", args.displayName, DISPLAY_NAME);
  checkText("bio", args.bio, BIO);
  checkLanguage(args.defaultLanguage);
  for (const field of ["avatar", "header"] as const) {
    const blob = args[field];
    if (typeof blob === "string" && !/^[0-9a-f]{64}$/.test(blob)) throw refused(field);
  }
  const fields = args.fields
    ?.map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
    .filter(({ name, value }) => name !== "" || value !== "");
  if (fields !== undefined && fields.length > ctx.instance.limits.profileFields) throw refused("fields");
  for (const { name, value } of fields ?? []) {
    if (name === "") throw refused("fields");
    checkText("fields", name, FIELD);
    checkText("fields", value, FIELD);
  }
  return fields;
}

function checkText(field: string, text: string | undefined, limit: number): void {
  if (text === undefined) return;
  if (countScalarValues(text.trim()) > limit || UNSTORABLE.test(text)) throw refused(field);
}

function refused(field: string): CoreError {
  return new CoreError("BadArgs", `The ${field} is too long, or not acceptable.`, { field });
}
