/** What a browser gets where a server gets a document: the profile, or one status with its thread, as everybody may see it. */

import {
  accounts,
  accountTimeline,
  INSTANCE,
  pictureUrl,
  pinnedIds,
  statuses,
  statusesById,
  thread,
  tombstoneOf,
  type AccountRow,
  type Context,
  type HttpResponse,
  type Instance,
  type Owner,
  type View,
} from "@mastic/core";
import { htmlToText } from "@mastic/activitypub";
import { html, sanitised, type Html } from "../../host/html.ts";
import { messagePage, page } from "../../host/layout.ts";
import { counted, nameOf, statusCard } from "./statusCard.ts";

const PAGE = 20;
const STATUS = /^\/(?:@[^/]+|users\/[^/]+\/statuses)\/(\d{1,19})$/;
const OLDER = /(?:^|&)max_id=(\d{1,19})(?:&|$)/;

/** @param owner of this home @param url the path with its query */
export async function pageAt(
  { store, instance, now }: Context,
  owner: Owner,
  url: string,
): Promise<HttpResponse> {
  const [path = "", query = ""] = url.split("?", 2);
  const id = STATUS.exec(path)?.[1];
  const maxId = OLDER.exec(query)?.[1];
  return store.view(INSTANCE, async (view) => {
    const account = await view.get(accounts, { id: owner });
    if (account === undefined || account.suspended) return missing(instance);
    if (id !== undefined) return statusPage(view, instance, account, BigInt(id), now());
    const pins = maxId === undefined ? await store.view(owner, pinnedIds) : [];
    return profilePage(view, instance, account, pins, maxId === undefined ? undefined : BigInt(maxId));
  });
}

async function profilePage(
  view: View,
  instance: Instance,
  account: AccountRow,
  pins: readonly bigint[],
  maxId: bigint | undefined,
): Promise<HttpResponse> {
  const pinned = await statusesById(view, INSTANCE, pins);
  const latest = await accountTimeline(
    view,
    INSTANCE,
    account,
    { limit: PAGE, maxId },
    { excludeReplies: true },
  );
  const address = `@${account.username}@${instance.host}`;
  const picture = (key: string | null, missingName: string): string =>
    key === null ? missingName : pictureUrl(instance.origin, key);
  const cards = (items: typeof pinned): Html[] => items.map((it) => statusCard(instance, it));
  const older = latest.items.length < PAGE ? undefined : latest.oldest;
  const body = html`<section class="profile" aria-label="Profile">
      <img class="banner" src="${picture(account.header, "/header.png")}" alt="" />
      <img class="avatar" src="${picture(account.avatar, "/avatar.png")}" alt="" />
      <h1>${nameOf(account)}</h1>
      <p class="soft">${address}</p>
      <div>${sanitised(account.note)}</div>
      ${account.fields.length === 0 ? null : fieldList(account)}
      <ul class="counts">
        <li>${counted(account.statusesCount, "post", "posts")}</li>
        <li><strong>${account.followingCount}</strong> following</li>
        <li>${counted(account.followersCount, "follower", "followers")}</li>
      </ul>
      <p class="soft">Follow from your own server: search for <span class="code">${address}</span>.</p>
    </section>
    ${
      pinned.length === 0
        ? null
        : html`<h2>Pinned</h2>
            ${cards(pinned)}`
    }
    <h2>Posts</h2>
    ${latest.items.length === 0 ? html`<p class="soft">Nothing here yet.</p>` : cards(latest.items)}
    ${older === undefined ? null : html`<p><a rel="next" href="?max_id=${older.toString()}">Older posts</a></p>`}`;
  const head = html`<link rel="alternate" type="application/activity+json" href="${account.uri}" />
    <meta property="og:type" content="profile" />
    <meta property="og:title" content="${nameOf(account)} (${address})" />
    <meta property="og:description" content="${htmlToText(account.note).slice(0, 300)}" />
    ${account.indexable ? null : noIndex}`;
  return page(instance, { title: `${nameOf(account)} (${address})`, head, body });
}

async function statusPage(
  view: View,
  instance: Instance,
  account: AccountRow,
  id: bigint,
  now: number,
): Promise<HttpResponse> {
  const row = await view.get(statuses, { id });
  if (row === undefined) {
    const time = { now, keptMillis: instance.limits.tombstoneMillis };
    const isGone = (await tombstoneOf(view, account.id, id, time)) !== undefined;
    if (!isGone) return missing(instance);
    return messagePage(instance, 410, "Deleted", "This post has been deleted by its author.");
  }
  // Nobody is signed in here: what is not for everybody is not there.
  const [shown] = row.accountId === account.id ? await statusesById(view, INSTANCE, [id]) : [];
  if (shown === undefined) return missing(instance);
  const around = await thread(view, INSTANCE, row);
  const text = row.spoilerText ?? htmlToText(row.content);
  const name = nameOf(account);
  const replies = around.descendants.map((it) => statusCard(instance, it));
  return page(instance, {
    title: `${name}: ${text.slice(0, 60)}`,
    head: html`<link rel="alternate" type="application/activity+json" href="${row.uri}" />
      <meta property="og:type" content="article" />
      <meta property="og:title" content="${name} (@${account.username}@${instance.host})" />
      <meta property="og:description" content="${text.slice(0, 300)}" />
      ${account.indexable ? null : noIndex}`,
    body: html`<h1 class="soft">Post by ${name}</h1>
      ${around.ancestors.map((it) => statusCard(instance, it))} ${statusCard(instance, shown)}
      ${
        replies.length === 0
          ? null
          : html`<h2>Replies</h2>
              ${replies}`
      }`,
  });
}

const noIndex = html`<meta name="robots" content="noindex" />`;

const fieldList = ({ fields }: AccountRow): Html =>
  html`<dl class="fields">
    ${fields.map(
      ({ name, value }) =>
        html`<dt>${name}</dt>
          <dd>${sanitised(value)}</dd>`,
    )}
  </dl>`;

const missing = (instance: Instance): HttpResponse =>
  messagePage(instance, 404, "Not found", "There is nothing at this address.");
