/** What one viewer may see, and wants to: visibility, blocks in both directions, mutes, suspensions. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses, Visibility, type StatusRow } from "../schema/statuses.ts";
import { blockedBy, blocks, following, mutes } from "../schema/user.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";

/**
 * Remembers, within one view, who wrote what, and how the viewer stands to each author: each is read once, and all of a
 * page together.
 */
export class Audience {
  readonly view: View;
  readonly viewer: Owner;
  readonly #authors = new Map<bigint, AccountRow | undefined>();
  readonly #originals = new Map<bigint, StatusRow | undefined>();
  readonly #standings = new Map<bigint, Standing>();
  /** Whom of them the viewer follows, as far as it was needed: for what is for followers. */
  readonly #follows = new Map<bigint, boolean>();

  /** @param viewer the owner of `view`; INSTANCE for nobody signed in */
  constructor(view: View, viewer: Owner) {
    this.view = view;
    this.viewer = viewer;
  }

  /** Whether the viewer may see the status at all: what a link to it, a thread or a search may show. */
  async maySee(status: StatusRow, author: AccountRow): Promise<boolean> {
    await this.#learnOf(status, author);
    return this.#maySee(status, author);
  }

  /** Of which statuses of this author the viewer may see all; of the others, those that name the viewer. */
  async visibilitiesOf(author: AccountRow): Promise<readonly Visibility[]> {
    if (author.id === this.viewer) return Visibility;
    if (author.suspended) return [];
    await this.#learn([author]);
    if (this.#standingTo(author).blockedBy) return [];
    await this.#learnFollows([author]);
    return this.#isFollowed(author) ? ["public", "unlisted", "private"] : ["public", "unlisted"];
  }

  /** Whether the status belongs into a timeline of the viewer's. */
  async wantsToSee(status: StatusRow, author: AccountRow): Promise<boolean> {
    await this.#learnOf(status, author);
    return this.#wantsToSee(status, author);
  }

  /** Whether the status belongs into a timeline of strangers: there nobody meets a limited account. */
  async mayMeet(status: StatusRow, author: AccountRow): Promise<boolean> {
    await this.#learnOf(status, author);
    return this.#mayMeet(status, author);
  }

  /** Whether the status may stand in a thread: a limited author's only for those who follow that one. */
  async mayReadOn(status: StatusRow, author: AccountRow): Promise<boolean> {
    await this.#learnOf(status, author);
    if (!this.#maySee(status, author)) return false;
    if (!author.limited) return true;
    await this.#learnFollows([author]);
    return this.#isFollowed(author);
  }

  async follows(author: AccountRow): Promise<boolean> {
    await this.#learnFollows([author]);
    return this.#isFollowed(author);
  }

  /** Without those whom the viewer blocks or mutes, or who block the viewer (Mastodon: `not_excluded_by_account`). */
  async withoutExcluded(found: readonly AccountRow[]): Promise<AccountRow[]> {
    await this.#learn(found);
    return found.filter((account) => {
      const { blocks, mutes, blockedBy } = this.#standingTo(account);
      return !blocks && !mutes && !blockedBy;
    });
  }

  /** How the viewer stands to an account, but for following it. */
  async standingTo(author: AccountRow): Promise<Standing> {
    await this.#learn([author]);
    return this.#standingTo(author);
  }

  /** Keeps the rows, with their authors and what they boost, that `how` keeps. */
  async filter(rows: readonly StatusRow[], how: "maySee" | "wantsToSee" | "mayMeet"): Promise<StatusRow[]> {
    const originals = await this.originalsOf(rows);
    const all = [...rows, ...originals.values()];
    const authors = await this.authorsOf(all);
    await this.#learn(authors.values());
    const forFollowers = all.filter(({ visibility }) => visibility === "private");
    await this.#learnFollows(known(authors, new Set(forFollowers.map((row) => row.accountId))).values());
    const isKept = { maySee: this.#maySee, wantsToSee: this.#wantsToSee, mayMeet: this.#mayMeet }[how];
    const passes = (row: StatusRow | undefined): boolean => {
      const author = row && authors.get(row.accountId);
      return row !== undefined && author !== undefined && isKept.call(this, row, author);
    };
    return rows.filter(
      (row) => passes(row) && (row.boostOfId === null || passes(originals.get(row.boostOfId))),
    );
  }

  /** The authors of these statuses, by account id. */
  async authorsOf(rows: Iterable<StatusRow>): Promise<ReadonlyMap<bigint, AccountRow>> {
    const ids = new Set(Array.from(rows, (row) => row.accountId));
    const unknown = [...ids].filter((id) => !this.#authors.has(id));
    const found = await this.view.getMany(
      accounts,
      unknown.map((id) => ({ id })),
    );
    unknown.forEach((id, i) => this.#authors.set(id, found[i]));
    return known(this.#authors, ids);
  }

  /** What those among these statuses that are boosts boost, by its id. */
  async originalsOf(rows: readonly StatusRow[]): Promise<ReadonlyMap<bigint, StatusRow>> {
    const ids = new Set(rows.flatMap(({ boostOfId }) => (boostOfId === null ? [] : [boostOfId])));
    const unknown = [...ids].filter((id) => !this.#originals.has(id));
    if (unknown.length > 0) {
      const found = await this.view.getMany(
        statuses,
        unknown.map((id) => ({ id })),
      );
      unknown.forEach((id, i) => this.#originals.set(id, found[i]));
    }
    return known(this.#originals, ids);
  }

  #maySee(status: StatusRow, author: AccountRow): boolean {
    if (author.id === this.viewer) return true;
    if (author.suspended) return false;
    const standing = this.#standingTo(author);
    if (standing.blockedBy) return false;
    switch (status.visibility) {
      case "public":
      case "unlisted":
        return true;
      case "private":
        return this.#isFollowed(author) || this.#isMentioned(status);
      case "direct":
        return this.#isMentioned(status);
    }
  }

  #wantsToSee(status: StatusRow, author: AccountRow): boolean {
    const standing = this.#standingTo(author);
    return this.#maySee(status, author) && !standing.blocks && !standing.mutes;
  }

  #mayMeet(status: StatusRow, author: AccountRow): boolean {
    return !author.limited && this.#wantsToSee(status, author);
  }

  #isMentioned(status: StatusRow): boolean {
    const id = this.viewer.toString();
    return this.viewer !== INSTANCE && status.mentions.some((mention) => mention.accountId === id);
  }

  #standingTo(author: AccountRow): Standing {
    return this.#standings.get(author.id) ?? unread;
  }

  #isFollowed(author: AccountRow): boolean {
    return this.#follows.get(author.id) ?? false;
  }

  /** Reads what decides about a status. */
  async #learnOf(status: StatusRow, author: AccountRow): Promise<void> {
    await this.#learn([author]);
    if (status.visibility === "private") await this.#learnFollows([author]);
  }

  async #learnFollows(authors: Iterable<AccountRow>): Promise<void> {
    const { view, viewer } = this;
    if (viewer === INSTANCE) return;
    const unknown = [...authors].filter(({ id }) => id !== viewer && !this.#follows.has(id));
    if (unknown.length === 0) return;
    const keys = unknown.map(({ uri }) => ({ actorUri: uri }));
    const followed = await view.getMany(following, keys);
    unknown.forEach(({ id }, i) => this.#follows.set(id, followed[i]?.status === "Accepted"));
  }

  /** Reads how the viewer stands to these authors. */
  async #learn(authors: Iterable<AccountRow>): Promise<void> {
    const { view, viewer } = this;
    const unknown: AccountRow[] = [];
    for (const author of authors) {
      if (this.#standings.has(author.id)) continue;
      if (viewer === INSTANCE || author.id === viewer) this.#standings.set(author.id, stranger);
      else unknown.push(author);
    }
    if (unknown.length === 0) return;
    const keys = unknown.map(({ uri }) => ({ actorUri: uri }));
    const blocked = await view.getMany(blocks, keys);
    const muted = await view.getMany(mutes, keys);
    const blocking = await view.getMany(blockedBy, keys);
    unknown.forEach(({ id }, i) =>
      this.#standings.set(id, {
        blocks: blocked[i] !== undefined,
        mutes: muted[i] !== undefined,
        blockedBy: blocking[i] !== undefined,
      }),
    );
  }
}

/** How a viewer stands to somebody. */
export interface Standing {
  readonly blocks: boolean;
  readonly mutes: boolean;
  readonly blockedBy: boolean;
}

/** How one stands to oneself, and who is not signed in to everybody. */
const stranger: Standing = { blocks: false, mutes: false, blockedBy: false };
/** Of whom it was not read, nothing is shown. */
const unread: Standing = { blocks: true, mutes: true, blockedBy: true };

function known<Row>(rows: ReadonlyMap<bigint, Row | undefined>, ids: Iterable<bigint>): Map<bigint, Row> {
  const found = new Map<bigint, Row>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row !== undefined) found.set(id, row);
  }
  return found;
}
