// Which part of a link's text may be hidden: never what says where it leads (CVE-2023-36462).

// A tag of a span, another tag, or text. Values of attributes are escaped, so no `>` is in them.
const PIECE = /<(\/?)span( class="[^"]*")?[^>]*>|<|[^<]+/g;
const HIDING = /[ "](?:invisible|ellipsis)[ "]/;
const INVISIBLE = /[ "]invisible[ "]/;
const PREFIX = /^(?:https?:\/\/(?:www\.)?)?$/i;
const HOST = /^https?:\/\/(?:[^"/?#\\]*@)?(?:www\.)?([^"/?#\\@]+)/i;
const CLASSES = / class="([^"]*)"/g;

/**
 * The text of a link, in which spans stay `invisible` or `ellipsis` only where it is shortened as Mastodon does it: at
 * most the scheme and `www.` hidden, then the whole host, seen. Otherwise these classes go, and all of it is seen.
 * @param href as it is written, escaped; what follows its quote does not matter
 * @param text sanitised HTML, balanced
 */
export function withHostShown(href: string, text: string): string {
  if (!HIDING.test(text) || showsHost(href, text)) return text;
  return text.replace(CLASSES, (_, names: string) => {
    const kept = names.split(" ").filter((name) => name !== "invisible" && name !== "ellipsis");
    return kept.length === 0 ? "" : ` class="${kept.join(" ")}"`;
  });
}

function showsHost(href: string, text: string): boolean {
  const host = HOST.exec(href)?.[1]?.toLowerCase();
  if (host === undefined) return false;
  const hides: boolean[] = [];
  let hidden = 0;
  let prefix = "";
  let seen = "";
  PIECE.lastIndex = 0;
  for (let found = PIECE.exec(text); found !== null; found = PIECE.exec(text)) {
    const [piece, closing, classes = ""] = found;
    if (piece === "<") return false;
    if (closing === "") {
      const isHiding = INVISIBLE.test(classes);
      hides.push(isHiding);
      if (isHiding) hidden++;
    } else if (closing !== undefined) {
      if (hides.pop() === true) hidden--;
    } else if (hidden === 0) seen += piece;
    else if (seen === "") prefix += piece;
  }
  const begins = seen.toLowerCase().replace(/^www\./, "");
  return PREFIX.test(prefix) && begins.startsWith(host) && /^(?:$|[/?#])/.test(begins.slice(host.length));
}
