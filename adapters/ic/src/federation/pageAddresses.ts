/** Addresses of pages without scripts: the front page, people of this node, and their posts. */

const PAGE = /^\/(?:@([^/?]+)(?:\/\d+)?|users\/([^/?]+)(?:\/statuses\/\d+)?)(?:\?|$)/;
/** Other servers have the pages of their own people: `/@bob@far.example`. */
const PEOPLE_ELSEWHERE = /^\/@[^/?@]+@/;

export const isFrontPage = (url: string): boolean => /^\/(?:\?|$)/.test(url);

/** Whose page it is, in lower case. @returns `undefined` where there is none */
export function handleOfPage(url: string): string | undefined {
  const match = PAGE.exec(url);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

export function hasPage(url: string): boolean {
  return isFrontPage(url) || (handleOfPage(url) !== undefined && !PEOPLE_ELSEWHERE.test(url));
}
