// Which part of a link's text may be hidden: never what says where it leads (CVE-2023-36462).

const HIDING = /[ "](?:invisible|ellipsis)[ "]/;
const HIDDEN = /[ "]invisible[ "]/;
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
  for (let at = 0; at < text.length;) {
    const lt = text.indexOf("<", at);
    const end = lt < 0 ? text.length : lt;
    if (hidden === 0) seen += text.slice(at, end);
    else if (seen === "") prefix += text.slice(at, end);
    if (lt < 0) break;
    // Values of attributes are escaped, so no `>` is in them.
    at = text.indexOf(">", lt) + 1 || text.length;
    if (text.startsWith("</span", lt)) {
      if (hides.pop() === true) hidden--;
    } else if (text.startsWith("<span", lt)) {
      const isHiding = HIDDEN.test(text.slice(lt, at));
      hides.push(isHiding);
      if (isHiding) hidden++;
    } else return false;
  }
  const lower = seen.toLowerCase();
  const begins = lower.startsWith("www.") ? lower.slice(4) : lower;
  return PREFIX.test(prefix) && begins.startsWith(host) && "/?#".includes(begins.charAt(host.length));
}
