/** What most mappings of UTS #46 come to: lower case and compatibility forms, which every engine computes itself. */

/** The character in lower case and NFKC. The tables name every character for which UTS #46 says otherwise. */
export function simpleMapping(character: string): string {
  const once = character.toLowerCase().normalize("NFKC");
  // U+3392 SQUARE MHZ gives "MHz": one round can open the way for another.
  return once.toLowerCase().normalize("NFKC");
}
