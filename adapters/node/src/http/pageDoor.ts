/** Pages for people, where a browser asks for what a server gets as a document. */

import type { Context } from "hono";
import {
  accounts,
  accountTimeline,
  INSTANCE,
  parseId,
  pinnedIds,
  publicTimeline,
  readCounters,
  statuses,
  statusesById,
  thread,
  tombstoneOf,
  users,
  type AccountRow,
} from "@mastic/core";
import { sessionUser } from "../oauth/browserSession.ts";
import { Handle } from "@mastic/validation";
import { landingPage } from "../pages/landing.ts";
import { messagePage } from "../pages/message.ts";
import { profilePage } from "../pages/profile.ts";
import { statusPage } from "../pages/status.ts";
import type { Doors } from "./doors.ts";
import { showNotFound } from "./notFound.ts";
import { PAGE_VARY, showPage, showPublicPage } from "./page.ts";
import { pageSetting } from "./pageSetting.ts";

const PAGE = 20;

function gone(doors: Doors, c: Context): Promise<Response> {
  const setting = pageSetting(c, doors.instance);
  const { language } = setting;
  const body = messagePage(setting, language.text("gone.title"), language.text("gone.text"));
  return showPage(c, body, 410, { headers: { vary: PAGE_VARY } });
}

async function localAccount(doors: Doors, name: string): Promise<AccountRow | undefined> {
  const handle = Handle.sanitize(name);
  return doors.store.view(INSTANCE, async (view) => {
    const user = await view.find(users, "handle", { handle });
    const account = user && (await view.get(accounts, { id: user.id }));
    return account === undefined || account.suspended ? undefined : account;
  });
}

export async function landing(doors: Doors, c: Context): Promise<Response> {
  const user = await sessionUser(doors.store, c, doors.now());
  const body = await doors.store.view(INSTANCE, async (view) => {
    const latest = await publicTimeline(view, INSTANCE, { limit: 5 }, { origin: "local" });
    return landingPage(
      pageSetting(c, doors.instance),
      await readCounters(view),
      latest.items,
      user,
      doors.webApp !== undefined,
    );
  });
  return showPage(c, body);
}

export async function profile(doors: Doors, c: Context, name: string): Promise<Response> {
  const account = await localAccount(doors, name);
  if (account === undefined) return showNotFound(doors.instance, c);
  const maxId = parseId(c.req.query("max_id") ?? "");
  const pins = maxId === undefined ? await doors.store.view(account.id, pinnedIds) : [];
  const body = await doors.store.view(INSTANCE, async (view) => {
    const pinned = await statusesById(view, INSTANCE, pins);
    const page = await accountTimeline(
      view,
      INSTANCE,
      account,
      { limit: PAGE, maxId },
      { excludeReplies: true },
    );
    return profilePage(pageSetting(c, doors.instance), account, pinned, page);
  });
  return showPublicPage(c, body);
}

export async function status(doors: Doors, c: Context, name: string, id: bigint): Promise<Response> {
  const account = await localAccount(doors, name);
  if (account === undefined) return showNotFound(doors.instance, c);
  const { tombstoneMillis: keptMillis } = doors.instance.limits;
  const body = await doors.store.view(INSTANCE, async (view) => {
    const row = await view.get(statuses, { id });
    if (row === undefined) {
      const time = { now: doors.now(), keptMillis };
      return (await tombstoneOf(view, account.id, id, time)) === undefined ? undefined : "gone";
    }
    if (row.accountId !== account.id) return undefined;
    // Nobody is signed in here: what is not for everybody is not there.
    const [shown] = await statusesById(view, INSTANCE, [row.id]);
    const setting = pageSetting(c, doors.instance);
    return shown && statusPage(setting, shown, await thread(view, INSTANCE, row));
  });
  if (body === undefined) return showNotFound(doors.instance, c);
  return body === "gone" ? gone(doors, c) : showPublicPage(c, body);
}
