/** A thread as one viewer sees it: what a status answers, and what answers it. */

import { accounts } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";
import { Audience } from "./audience.ts";
import { viewStatuses, type StatusView } from "./statusView.ts";

export interface Thread {
  /** From the root down. */
  readonly ancestors: StatusView[];
  /** Depth first: each answer is followed by its own answers. */
  readonly descendants: StatusView[];
}

/** Mastodon's bounds for people who are signed in. */
const ANCESTORS = 4096;
const DESCENDANTS = 4096;
const ANSWERS = 1000;
/** For everybody else. */
const ANONYMOUS = { ancestors: 40, descendants: 60 };

export async function thread(view: View, viewer: Owner, status: StatusRow): Promise<Thread> {
  const audience = new Audience(view, viewer);
  const signedIn = viewer !== INSTANCE;
  const above = await ancestors(view, audience, status, signedIn ? ANCESTORS : ANONYMOUS.ancestors);
  const below = await descendants(view, audience, status, signedIn ? DESCENDANTS : ANONYMOUS.descendants);
  return {
    ancestors: await viewStatuses(audience, above),
    descendants: await viewStatuses(audience, below),
  };
}

async function mayBeShown(view: View, audience: Audience, row: StatusRow): Promise<boolean> {
  const author = await view.get(accounts, { id: row.accountId });
  return author !== undefined && (await audience.mayReadOn(row, author));
}

async function ancestors(
  view: View,
  audience: Audience,
  status: StatusRow,
  most: number,
): Promise<StatusRow[]> {
  const found: StatusRow[] = [];
  const seen = new Set([status.id]);
  let parentId = status.inReplyToId;
  while (parentId !== null && found.length < most && !seen.has(parentId)) {
    seen.add(parentId);
    const parent = await view.get(statuses, { id: parentId });
    if (parent === undefined) break;
    if (await mayBeShown(view, audience, parent)) found.push(parent);
    parentId = parent.inReplyToId;
  }
  return found.reverse();
}

async function descendants(
  view: View,
  audience: Audience,
  status: StatusRow,
  most: number,
): Promise<StatusRow[]> {
  const found: StatusRow[] = [];
  const seen = new Set([status.id]);
  const open: StatusRow[] = [status];
  for (let next = open.pop(); next !== undefined && found.length < most; next = open.pop()) {
    if (next.id !== status.id) found.push(next);
    const { rows } = await view.scan(statuses, {
      index: "byReply",
      equals: { inReplyToId: next.id },
      limit: ANSWERS,
    });
    const answers: StatusRow[] = [];
    for (const row of rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      if (await mayBeShown(view, audience, row)) answers.push(row);
    }
    open.push(...answers.reverse());
  }
  return found;
}
