/** A mention in text (Mastodon: `@user` or `@user@host`, not glued to a word, `/` or `=`). */

import { Acct, splitAcct, USERPART_MAX_LENGTH } from "./acct.ts";
import { Handle } from "./handle.ts";
import type { Host } from "./host.ts";
import { HOST_MAX_OCTETS } from "./read-host.ts";
import type { Scan } from "./scan.ts";
import { characterBefore, endOfRun, endWithout } from "./text-cursor.ts";
import { unicode, unicodeRun } from "./unicode-pattern.ts";

/** `@user` (`acct` is the handle of a local account, `host` is undefined) or `@user@host`. */
export interface MentionEntity {
  readonly type: "mention";
  readonly start: number;
  readonly end: number;
  /** The userpart as the author spelt it. */
  readonly username: string;
  /** Canonical; undefined when the mention names no host. */
  readonly host: Host | undefined;
  /** What to look the account up by, in stored form. */
  readonly acct: Handle | Acct;
}

/** Reads a mention whose `@` stands at `start`. */
export function scanMention(text: string, start: number): Scan<MentionEntity> {
  const run = endOfRun(text, start + 1, unicodeRun`[\p{L}\p{N}_.-]+`);
  const next = Math.max(run, start + 1);
  const tooLong = run - start > 2 * USERPART_MAX_LENGTH + 1;
  if (tooLong || unicode`[=/_\p{L}\p{M}\p{N}\p{Pc}]`.test(characterBefore(text, start)))
    return { entity: undefined, next };
  const entity = remoteMention(text, start, run) ?? localMention(text, start, run);
  return { entity, next: entity?.end ?? next };
}

function remoteMention(text: string, start: number, at: number): MentionEntity | undefined {
  if (text[at] !== "@" || endWithout(text, start, at, ".-@") !== at) return undefined;
  const run = endOfRun(text, at + 1, unicodeRun`[\p{L}\p{M}\p{N}_.-]+`);
  const hostEnd = endWithout(text, at + 1, run, "._-");
  if (hostEnd - at > 2 * HOST_MAX_OCTETS) return undefined;
  const port = hostEnd === run ? endOfRun(text, run, /:[0-9]{1,5}(?![0-9])/y) : hostEnd;
  return readRemote(text, start, at, port) ?? readRemote(text, start, at, hostEnd);
}

function readRemote(text: string, start: number, at: number, end: number): MentionEntity | undefined {
  const acct = Acct.sanitize(text.slice(start + 1, end));
  if (!Acct.is(acct)) return undefined;
  return {
    type: "mention",
    start,
    end,
    username: text.slice(start + 1, at),
    host: splitAcct(acct).host,
    acct,
  };
}

function localMention(text: string, start: number, run: number): MentionEntity | undefined {
  const end = endWithout(text, start + 1, run, ".-");
  const username = text.slice(start + 1, end);
  const acct = Handle.sanitize(username);
  return Handle.is(acct) ? { type: "mention", start, end, username, host: undefined, acct } : undefined;
}
