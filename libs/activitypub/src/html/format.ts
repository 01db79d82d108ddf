// Turns the plain text of a status into HTML as Mastodon does: paragraphs, links, mentions, hashtags.
import { scanText, type HashtagEntity, type LinkEntity, type MentionEntity } from "@mastic/validation";
import { isWebUrl } from "../uri.ts";
import { escapeHtml } from "./escape.ts";

/** Where the entities of a text lead. What gets no http(s) URL stays text. */
export interface TextToHtmlOptions {
  /** The account that a mention names: the URL of its profile page and, when they differ, its name as it is stored. */
  readonly mention?: (mention: MentionEntity) => { readonly href: string; readonly username?: string } | null;
  /** The URL of the page of a hashtag, which is given in stored form without its `#`. */
  readonly hashtag?: (tag: string) => string | null;
  /** False for one line, as profile fields are: neither paragraphs nor line breaks. Default true. */
  readonly multiline?: boolean;
  /** True to say that links lead to the same person (`rel="me"`), as in profile fields. Default false. */
  readonly relMe?: boolean;
}

/**
 * HTML of a plain text. Empty lines part paragraphs; other line breaks become `<br />`. Everything is escaped.
 * @param text as the author wrote it; `\r\n` counts as one line break
 */
export function textToHtml(text: string, options: TextToHtmlOptions = {}): string {
  const plain = text.replace(/\r\n?/g, "\n");
  const entities = scanText(plain);
  const shared = sharedNames(entities.filter((entity) => entity.type === "mention"));
  let html = "";
  let copied = 0;
  for (const entity of entities) {
    const spelling = plain.slice(entity.start, entity.end);
    const markup =
      entity.type === "link"
        ? link(entity, spelling, options.relMe ?? false)
        : entity.type === "mention"
          ? mention(entity, shared, options)
          : hashtag(entity, spelling, options);
    if (markup === null) continue;
    html += escapeHtml(plain.slice(copied, entity.start)) + markup;
    copied = entity.end;
  }
  html += escapeHtml(plain.slice(copied));
  return options.multiline === false ? html : paragraphs(html);
}

// Markup of entities has no line breaks, so splitting after it is safe.
function paragraphs(html: string): string {
  return html
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, "<br />")}</p>`)
    .join("");
}

const VISIBLE = 30;

function link({ href }: LinkEntity, spelling: string, relMe: boolean): string | null {
  if (!isWebUrl(href)) return null;
  const prefix = /^https?:\/\/(?:www\.)?/i.exec(spelling)?.[0] ?? "";
  const rest = Array.from(spelling.slice(prefix.length));
  // The host is never cut: a link must not look as if it led elsewhere.
  const host = rest.findIndex((character) => "/?#".includes(character));
  const length = Math.max(VISIBLE, host < 0 ? rest.length : host);
  // Cutting one character off would only make room for the ellipsis.
  const cut = rest.length > length + 1;
  const shown = cut ? rest.slice(0, length).join("") : rest.join("");
  const hidden = cut ? rest.slice(length).join("") : "";
  const rel = `${relMe ? "me " : ""}nofollow noopener noreferrer`;
  return (
    `<a href="${escapeHtml(href)}" target="_blank" rel="${rel}" translate="no">` +
    `<span class="invisible">${escapeHtml(prefix)}</span>` +
    `<span class="${cut ? "ellipsis" : ""}">${escapeHtml(shown)}</span>` +
    `<span class="invisible">${escapeHtml(hidden)}</span></a>`
  );
}

function mention(
  entity: MentionEntity,
  shared: ReadonlySet<string>,
  options: TextToHtmlOptions,
): string | null {
  const account = options.mention?.(entity) ?? null;
  if (account === null || !isWebUrl(account.href)) return null;
  const username = account.username ?? entity.username;
  const name =
    shared.has(entity.username.toLowerCase()) && entity.host !== undefined
      ? `${username}@${entity.host}`
      : username;
  return (
    `<span class="h-card" translate="no"><a href="${escapeHtml(account.href)}" class="u-url mention">` +
    `@<span>${escapeHtml(name)}</span></a></span>`
  );
}

// Names under which a text mentions several accounts: these are shown with their hosts.
function sharedNames(mentions: readonly MentionEntity[]): ReadonlySet<string> {
  const hosts = new Map<string, string>();
  const shared = new Set<string>();
  for (const { username, host = "" } of mentions) {
    const name = username.toLowerCase();
    const known = hosts.get(name);
    if (known === undefined) hosts.set(name, host);
    else if (known !== host) shared.add(name);
  }
  return shared;
}

function hashtag({ tag }: HashtagEntity, spelling: string, options: TextToHtmlOptions): string | null {
  const href = options.hashtag?.(tag) ?? null;
  if (href === null || !isWebUrl(href)) return null;
  const name = escapeHtml(spelling.slice(1));
  return `<a href="${escapeHtml(href)}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`;
}
