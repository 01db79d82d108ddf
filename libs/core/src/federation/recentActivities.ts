/** Activities as they came in, kept for a moment for the effect that applies them, so that most are parsed once. */

import { parseActivity, type Activity } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";

const MOST = 500;
/** In UTF-16 units: what is longer is rare, and is parsed again. */
const LONGEST = 16_384;

export interface Recent {
  readonly activity: Activity;
  /** Its actor, as known when it came in. */
  readonly actor: AccountRow | undefined;
}

export class RecentActivities {
  readonly #entries = new Map<string, Recent & { readonly text: string }>();

  remember(id: string, text: string, recent: Recent): void {
    if (text.length > LONGEST) return;
    if (this.#entries.size >= MOST) {
      const oldest = this.#entries.keys().next();
      if (oldest.done !== true) this.#entries.delete(oldest.value);
    }
    this.#entries.set(id, { ...recent, text });
  }

  /** The activity of this very text; it is forgotten with that. @throws {ActivityPubError} when it has to be parsed, and is none */
  take(id: string, text: string): Recent {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    return entry?.text === text ? entry : { activity: parseActivity(text), actor: undefined };
  }
}
