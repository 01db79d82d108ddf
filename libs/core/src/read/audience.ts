/** What one viewer may see, and wants to: visibility, blocks in both directions, mutes, suspensions. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { Visibility, type StatusRow } from "../schema/statuses.ts";
import { blockedBy, blocks, following, mutes } from "../schema/user.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";

/** Remembers, within one view, how the viewer stands to each author. */
export class Audience {
  readonly #view: View;
  readonly viewer: Owner;
  readonly #standing = new Map<bigint, Promise<Standing>>();

  /** @param viewer the owner of `view`; INSTANCE for nobody signed in */
  constructor(view: View, viewer: Owner) {
    this.#view = view;
    this.viewer = viewer;
  }

  /** Whether the viewer may see the status at all: what a link to it, a thread or a search may show. */
  async maySee(status: StatusRow, author: AccountRow): Promise<boolean> {
    if (author.id === this.viewer) return true;
    if (author.suspended) return false;
    const standing = await this.#standingTo(author);
    if (standing.blockedBy) return false;
    switch (status.visibility) {
      case "public":
      case "unlisted":
        return true;
      case "private":
        return standing.follows || this.#isMentioned(status);
      case "direct":
        return this.#isMentioned(status);
    }
  }

  /** Of which statuses of this author the viewer may see all; of the others, those that name the viewer. */
  async visibilitiesOf(author: AccountRow): Promise<readonly Visibility[]> {
    if (author.id === this.viewer) return Visibility;
    if (author.suspended) return [];
    const { blockedBy, follows } = await this.#standingTo(author);
    if (blockedBy) return [];
    return follows ? ["public", "unlisted", "private"] : ["public", "unlisted"];
  }

  /** Whether the status belongs into a timeline of the viewer's. */
  async wantsToSee(status: StatusRow, author: AccountRow): Promise<boolean> {
    if (!(await this.maySee(status, author))) return false;
    const standing = await this.#standingTo(author);
    return !standing.blocks && !standing.mutes;
  }

  /** Whether the status belongs into a timeline of strangers: there nobody meets a limited account. */
  async mayMeet(status: StatusRow, author: AccountRow): Promise<boolean> {
    return !author.limited && (await this.wantsToSee(status, author));
  }

  /** Whether the status may stand in a thread: a limited author's only for those who follow that one. */
  async mayReadOn(status: StatusRow, author: AccountRow): Promise<boolean> {
    if (!(await this.maySee(status, author))) return false;
    return !author.limited || (await this.#standingTo(author)).follows;
  }

  #isMentioned(status: StatusRow): boolean {
    const id = this.viewer.toString();
    return this.viewer !== INSTANCE && status.mentions.some((mention) => mention.accountId === id);
  }

  #standingTo(author: AccountRow): Promise<Standing> {
    const known = this.#standing.get(author.id);
    if (known !== undefined) return known;
    const standing = standingTo(this.#view, this.viewer, author);
    this.#standing.set(author.id, standing);
    return standing;
  }

  /** Keeps the rows, with their authors and what they boost, that `how` keeps. */
  async filter(
    rows: readonly StatusRow[],
    how: "maySee" | "wantsToSee" | "mayMeet",
    originals: ReadonlyMap<bigint, StatusRow>,
  ): Promise<StatusRow[]> {
    const kept: StatusRow[] = [];
    for (const row of rows) {
      const author = await this.#view.get(accounts, { id: row.accountId });
      if (author === undefined || !(await this[how](row, author))) continue;
      if (row.boostOfId !== null) {
        const original = originals.get(row.boostOfId);
        const writer = original && (await this.#view.get(accounts, { id: original.accountId }));
        if (original === undefined || writer === undefined) continue;
        if (!(await this[how](original, writer))) continue;
      }
      kept.push(row);
    }
    return kept;
  }
}

interface Standing {
  readonly follows: boolean;
  readonly blocks: boolean;
  readonly mutes: boolean;
  readonly blockedBy: boolean;
}

const stranger: Standing = { follows: false, blocks: false, mutes: false, blockedBy: false };

async function standingTo(view: View, viewer: Owner, author: AccountRow): Promise<Standing> {
  if (viewer === INSTANCE) return stranger;
  const key = { actorUri: author.uri };
  return {
    follows: (await view.get(following, key))?.status === "Accepted",
    blocks: (await view.get(blocks, key)) !== undefined,
    mutes: (await view.get(mutes, key)) !== undefined,
    blockedBy: (await view.get(blockedBy, key)) !== undefined,
  };
}
