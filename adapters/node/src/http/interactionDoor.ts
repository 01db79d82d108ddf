/**
 * Where other servers send somebody of this one who presses "follow" or "reply" there: the address in WebFinger's link
 * `http://ostatus.org/schema/1.0/subscribe` (Mastodon: /authorize_interaction). It finds who or what is meant, and leads there.
 */

import type { Context } from "hono";
import {
  accounts,
  Audience,
  CoreError,
  type AccountRow,
  type Gather,
  type Owner,
  type StatusRow,
} from "@mastic/core";
import { ApiError } from "@mastic/mastodon-api";
import { sessionUser } from "../oauth/browserSession.ts";
import { messagePage } from "../pages/message.ts";
import type { Doors } from "./doors.ts";
import { showNotFound } from "./notFound.ts";
import { showPage } from "./page.ts";
import { pageSetting } from "./pageSetting.ts";

export const INTERACTION_PATH = "/authorize_interaction";

/** In characters; as long as what the search of the API takes. */
const LONGEST = 2048;

interface Found {
  readonly account: AccountRow;
  readonly status?: StatusRow;
}

/**
 * Answers GET with a redirect to a path of this node. It follows nobody: that is a button of the page it leads to.
 * Strangers sign in first, since looking up makes the node fetch from elsewhere; it counts as a request of the API.
 * @throws {ApiError} 429
 */
export async function authorizeInteraction(doors: Doors, c: Context): Promise<Response> {
  const uri = (c.req.query("uri") ?? "").trim();
  if (uri === "" || uri.length > LONGEST) return showNotFound(doors.instance, c);
  const user = await sessionUser(doors.store, c, doors.now());
  c.header("cache-control", "no-store");
  if (user === undefined) {
    const back = `${INTERACTION_PATH}?uri=${encodeURIComponent(uri)}`;
    return c.redirect(`/auth/sign_in?next=${encodeURIComponent(back)}`);
  }
  const counted = doors.limits.api(c, "default", user.id);
  if (!counted.isAllowed) {
    throw new ApiError(429, "Too many requests. Try again later.", { headers: counted.headers });
  }
  const found = await find(doors, user.id, uri);
  if (found === undefined) return showNotFound(doors.instance, c);
  const { account, status } = found;
  const isRemote = account.acct.includes("@");
  // Only the web app has pages for people of other servers.
  if (isRemote && doors.webApp === undefined) {
    const setting = pageSetting(c, doors.instance);
    const { language } = setting;
    const text = language.text("goOn.text", { what: status?.uri ?? `@${account.acct}` });
    return showPage(c, messagePage(setting, language.text("goOn.title"), text));
  }
  return c.redirect(encodeURI(`/@${account.acct}${status === undefined ? "" : `/${status.id}`}`));
}

async function find(doors: Doors, viewer: Owner, uri: string): Promise<Found | undefined> {
  const { gather } = doors.federation;
  try {
    if (!/^https?:\/\//i.test(uri)) return await shown(gather.account(uri.replace(/^acct:/i, "")));
    // A link may name either; nothing is fetched twice, since what was fetched is remembered.
    return (await visibleStatus(doors, gather, viewer, uri)) ?? (await shown(gather.account(uri)));
  } catch (error) {
    if (error instanceof CoreError) return undefined;
    throw error;
  }
}

async function shown(gathered: Promise<AccountRow>): Promise<Found | undefined> {
  const account = await gathered;
  return account.suspended ? undefined : { account };
}

async function visibleStatus(
  doors: Doors,
  gather: Gather,
  viewer: Owner,
  uri: string,
): Promise<Found | undefined> {
  const status = await gather.status(uri).catch((error: unknown) => {
    if (error instanceof CoreError) return undefined;
    throw error;
  });
  if (status === undefined) return undefined;
  return doors.store.view(viewer, async (view) => {
    const account = await view.get(accounts, { id: status.accountId });
    if (account === undefined || !(await new Audience(view, viewer).maySee(status, account)))
      return undefined;
    return { account, status };
  });
}
