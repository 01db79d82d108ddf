// A second opinion on sanitised HTML: a strict grammar of what may appear, written apart from the sanitiser.

const TEXT = /^(?:[^<>&"'\0]|&(?:amp|lt|gt|quot|#39);)+/u;
const VALUE = String.raw`(?:[^<>&"'\0]|&(?:amp|lt|gt|quot|#39);)*`;
const CLASS = String.raw`(?: class="(?:(?:(?:h|p|u|dt|e)-[\w-]+|mention|hashtag|ellipsis|invisible|quote-inline) ?)+")?`;
const SCHEME = "(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):";
const OPEN = [
  new RegExp(
    `^<(a) href="${SCHEME}${VALUE}"${CLASS}(?: translate="no")? rel="nofollow noopener noreferrer" target="_blank">`,
    "iu",
  ),
  new RegExp(`^<(span)${CLASS}(?: translate="no")?>`, "u"),
  new RegExp(`^<(p)${CLASS}>`, "u"),
  /^<(ol)(?: start="-?\d+")?(?: reversed)?>/,
  /^<(li)(?: value="-?\d+")?>/,
  /^<(del|s|pre|blockquote|code|b|strong|u|i|em|ul|ruby|rt|rp)>/,
];
const CLOSE = /^<\/([a-z]+)>/;

/** What is wrong with the HTML: unknown or unbalanced tags, wrong attributes, stray characters. Empty when nothing is. */
export function defects(html: string): string[] {
  const found: string[] = [];
  const stack: string[] = [];
  let rest = html;
  while (rest !== "" && found.length === 0) {
    const text = TEXT.exec(rest)?.[0] ?? (rest.startsWith("<br>") ? "<br>" : undefined);
    const open = OPEN.map((pattern) => pattern.exec(rest)).find((match) => match !== null);
    const close = CLOSE.exec(rest);
    if (text !== undefined) rest = rest.slice(text.length);
    else if (open?.[1] !== undefined) {
      const name = open[1];
      if (name === "a" && stack.includes("a")) found.push("a link inside a link");
      if (["p", "ul", "ol", "pre", "blockquote"].includes(name) && stack.includes("p"))
        found.push("a block inside p");
      stack.push(name);
      rest = rest.slice(open[0].length);
    } else if (close !== null) {
      if (stack.pop() !== close[1]) found.push(`unbalanced ${close[0]}`);
      rest = rest.slice(close[0].length);
    } else found.push(`unexpected: ${rest.slice(0, 60)}`);
  }
  if (stack.length > 0 && found.length === 0) found.push(`left open: ${stack.join(" ")}`);
  return found;
}
