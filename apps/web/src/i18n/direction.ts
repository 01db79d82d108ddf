/** Which way a language is written (Unicode Standard Annex #9). */

export type Direction = "ltr" | "rtl";

/** Languages whose usual script goes from right to left: Arabic, Hebrew, Syriac, Thaana, N'Ko, Adlam. */
const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]); // prettier-ignore

/** @param tag BCP 47: the script counts where it is said, the language otherwise */
export function directionOf(tag: string): Direction {
  const [language = "", script = ""] = tag.toLowerCase().split("-");
  if (/^(?:arab|hebr|syrc|thaa|nkoo|adlm)$/.test(script)) return "rtl";
  return script.length !== 4 && RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}
