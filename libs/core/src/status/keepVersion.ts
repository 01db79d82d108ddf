/** What a status said before an edit (Mastodon: entities/StatusEdit). */

import type { MediaRow } from "../schema/media.ts";
import { editHistory, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** Of one status: an author can send edits without end. */
export const MAX_VERSIONS = 100;

/**
 * Keeps a status as it is now, before it changes. Of more than {@link MAX_VERSIONS} the oldest go, but not the first,
 * which is what people answered.
 */
export async function keepVersion(
  turn: Turn,
  status: StatusRow,
  attached: readonly MediaRow[],
): Promise<void> {
  await turn.insert(editHistory, {
    id: turn.nextId(),
    statusId: status.id,
    content: status.content,
    spoilerText: status.spoilerText,
    sensitive: status.sensitive,
    mediaIds: attached.map((row) => row.id.toString()),
    emojis: status.emojis,
    createdAt: status.editedAt ?? status.createdAt,
  });
  // Twice as many: a status that has more from earlier comes down with each edit.
  const { rows } = await turn.scan(editHistory, {
    index: "byStatus",
    equals: { statusId: status.id },
    limit: 2 * MAX_VERSIONS,
  });
  const superfluous = Math.max(0, rows.length - MAX_VERSIONS);
  for (const { id } of rows.slice(1, 1 + superfluous)) await turn.delete(editHistory, { id });
}
