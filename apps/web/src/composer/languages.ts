/** The languages that a post can be in, each named in the language of the app (BCP 47). */

const TAGS =
  "ar bg bn ca cs cy da de el en eo es et eu fa fi fr ga gd gl he hi hr hu hy id is it ja ka ko lt lv mk ms nl no pa pl pt ro ru sk sl sq sr sv ta th tr uk ur vi zh".split(
    " ",
  );

/** @param own offered when it is not among them; empty where there is none */
export function languageChoices(
  locale: string,
  own: string,
): readonly (readonly [tag: string, name: string])[] {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const tags = own === "" || TAGS.includes(own) ? TAGS : [own, ...TAGS];
  return tags
    .map((tag) => [tag, nameOf(tag, names)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, locale));
}

/** The tag itself where it has no name, or is none: other apps may have chosen anything. */
function nameOf(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
