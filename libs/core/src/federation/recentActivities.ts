/** Activities parsed when they came in, kept for a moment for the effect that applies them, so that most are parsed once. */

import { parseActivity, type Activity } from "@mastic/activitypub";

const MOST = 500;
/** In UTF-16 units: what is longer is rare, and is parsed again. */
const LONGEST = 16_384;

export class RecentActivities {
  readonly #entries = new Map<string, { readonly text: string; readonly activity: Activity }>();

  remember(id: string, text: string, activity: Activity): void {
    if (text.length > LONGEST) return;
    if (this.#entries.size >= MOST) {
      const oldest = this.#entries.keys().next();
      if (oldest.done !== true) this.#entries.delete(oldest.value);
    }
    this.#entries.set(id, { text, activity });
  }

  /** The activity of this very text; it is forgotten with that. @throws {ActivityPubError} when it has to be parsed, and is none */
  take(id: string, text: string): Activity {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    return entry?.text === text ? entry.activity : parseActivity(text);
  }
}
