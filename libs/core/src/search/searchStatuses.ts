/**
 * Full-text search of statuses (Mastodon: methods/search, "Searching for posts"): in the viewer's library, and in public
 * statuses of local accounts that want to be found. What the index finds is shown only as far as the viewer may see it
 * at that moment.
 */

import { Audience } from "../read/audience.ts";
import { pageOf, type PageRequest } from "../read/page.ts";
import { mediaOfEach, viewStatuses, type StatusView } from "../read/statusView.ts";
import { walkKeys } from "../read/walk.ts";
import { accounts } from "../schema/accounts.ts";
import { statusWords } from "../schema/search.ts";
import { statuses, Visibility, type StatusRow } from "../schema/statuses.ts";
import { idsOfStretch } from "../status/statusId.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";
import { inLibrary, libraryOf, writtenBy } from "./library.ts";
import { meets, needsMedia, Texts, type Known } from "./meets.ts";
import {
  Budget,
  intersection,
  postings,
  union,
  walkPostings,
  type Postings,
  type Stretch,
} from "./postings.ts";
import type { StatusQuery } from "./query.ts";

/** How often one search reads the index: the rest of a search that needs more is not found. */
const MOST_READS = 1_000;

export interface StatusSearch extends PageRequest {
  /** So many of those found first are left out: 0 to 400. */
  readonly offset?: number | undefined;
  /** Only what this account wrote. */
  readonly accountId?: bigint | undefined;
}

/**
 * What the viewer finds, newest first; nothing for nobody signed in.
 * @param query `from:` names accounts as `accounts.acct` does, and the viewer as `me`
 */
export async function searchStatuses(
  view: View,
  viewer: Owner,
  query: StatusQuery,
  request: StatusSearch,
): Promise<StatusView[]> {
  if (viewer === INSTANCE) return [];
  const conditions = await knownConditions(view, viewer, query, request.accountId);
  const authors = conditions.flatMap((it) => (it.kind === "from" && !it.isNegated ? [it.accountId] : []));
  const stretch = stretchOf(conditions, request);
  const found = new Finder(view, viewer, query, stretch).postings(authors);
  const audience = new Audience(view, viewer);
  const offset = request.offset ?? 0;
  const texts = new Texts();
  const page = await pageOf(
    walkPostings(found, stretch),
    (id) => id,
    { ...request, maxId: stretch.before, sinceId: stretch.after, limit: offset + request.limit },
    (ids) => keep(audience, query, conditions, ids, texts),
    ({ id }) => id,
  );
  return viewStatuses(audience, page.items.slice(offset));
}

/** Puts together the lists of ids that hold what a search may find. */
class Finder {
  readonly #view: View;
  readonly #viewer: Owner;
  readonly #query: StatusQuery;
  readonly #stretch: Stretch;
  readonly #budget = new Budget(MOST_READS);

  constructor(view: View, viewer: Owner, query: StatusQuery, stretch: Stretch) {
    this.#view = view;
    this.#viewer = viewer;
    this.#query = query;
    this.#stretch = stretch;
  }

  /** @param authors of whom everything is that is looked for */
  postings(authors: readonly (bigint | null)[]): Postings {
    const { scope } = this.#query;
    const isOfPublic = this.#indexed(true, authors);
    if (scope === "public") return this.#all(isOfPublic);
    const library = (): Postings => this.#any(libraryOf(this.#view, this.#viewer));
    const others = this.#all([...this.#indexed(false, authors), library()]);
    return this.#either([others, this.#all(scope === "all" ? isOfPublic : [...isOfPublic, library()])]);
  }

  #indexed(isPublic: boolean, authors: readonly (bigint | null)[]): Postings[] {
    const { words } = this.#query;
    const visibilities = isPublic ? (["public"] as const) : Visibility;
    return [
      ...(words.length === 0 ? [""] : words).map((word) => this.#any([this.#word(word, isPublic)])),
      ...authors.map((id) => this.#any(id === null ? [] : writtenBy(this.#view, id, visibilities))),
    ];
  }

  #word(word: string, isPublic: boolean): ReturnType<typeof walkKeys<typeof statusWords>> {
    return walkKeys(this.#view, {
      table: statusWords,
      equals: { word, isPublic },
      idOf: (key) => key.statusId,
      bound: (statusId) => ({ statusId }),
    });
  }

  #any(walks: readonly Parameters<typeof postings>[0][]): Postings {
    return this.#either(walks.map((walk) => postings(walk, this.#stretch, this.#budget)));
  }

  #either(lists: readonly Postings[]): Postings {
    return union(lists, this.#stretch.forward);
  }

  #all(lists: readonly Postings[]): Postings {
    return intersection(lists);
  }
}

async function knownConditions(
  view: View,
  viewer: Owner,
  { conditions }: StatusQuery,
  accountId: bigint | undefined,
): Promise<Known[]> {
  const known: Known[] = [];
  for (const it of conditions) {
    if (it.kind === "from") known.push({ ...it, accountId: await idOf(view, viewer, it.address) });
    else known.push(it);
  }
  if (accountId !== undefined) known.push({ kind: "from", isNegated: false, accountId });
  return known;
}

async function idOf(view: View, viewer: Owner, acct: string): Promise<bigint | null> {
  if (acct === "me") return viewer;
  const { rows } = await view.scan(accounts, { index: "byAcct", equals: { acct }, limit: 1 });
  return rows[0]?.id ?? null;
}

/** Between which ids everything stands that a search may find, and where it begins. */
function stretchOf(conditions: readonly Known[], { maxId, sinceId, minId }: PageRequest): Stretch {
  let after = minId ?? sinceId;
  let before = maxId;
  for (const it of conditions) {
    if (it.kind !== "written" || it.isNegated) continue;
    const bounds = idsOfStretch(it.from, it.until);
    if (bounds.after !== undefined && (after === undefined || bounds.after > after)) after = bounds.after;
    if (bounds.before !== undefined && (before === undefined || bounds.before < before))
      before = bounds.before;
  }
  return { after, before, forward: minId !== undefined };
}

/** Those of the statuses with these ids that the viewer may see, wants to, and searches for. */
async function keep(
  audience: Audience,
  query: StatusQuery,
  conditions: readonly Known[],
  ids: readonly bigint[],
  texts: Texts,
): Promise<StatusRow[]> {
  const { view } = audience;
  const found = await view.getMany(
    statuses,
    ids.map((id) => ({ id })),
  );
  const rows = found.filter((row) => row !== undefined);
  const bare = conditions.filter((it) => !needsMedia(it));
  const allowed = await findable(
    audience,
    query,
    rows.filter((row) => meets(bare, row, [], texts)),
  );
  const rest = conditions.filter(needsMedia);
  if (rest.length === 0) return allowed;
  const media = await mediaOfEach(
    view,
    allowed.map(({ id }) => id),
  );
  return allowed.filter((row) => meets(rest, row, media.get(row.id) ?? [], texts));
}

/** In the library is found what a timeline would show, beyond it what strangers may meet and wants to be found. */
async function findable(
  audience: Audience,
  { scope }: StatusQuery,
  rows: readonly StatusRow[],
): Promise<StatusRow[]> {
  const authors = await audience.authorsOf(rows);
  const offered = rows.filter(
    (row) =>
      scope !== "library" &&
      row.local &&
      row.visibility === "public" &&
      authors.get(row.accountId)?.indexable === true,
  );
  const met = new Set((await audience.filter(offered, "mayMeet")).map(({ id }) => id));
  const others = scope === "public" ? [] : rows.filter(({ id }) => !met.has(id));
  const own = await inLibrary(audience.view, audience.viewer, others);
  const wanted = await audience.filter(
    others.filter(({ id }) => own.has(id)),
    "wantsToSee",
  );
  const kept = new Set([...met, ...wanted.map(({ id }) => id)]);
  return rows.filter(({ id }) => kept.has(id));
}
