/** The words of a text, as they are searched (Unicode TR 29 in small: letters, marks and numbers that stand together). */

/** A run of letters, marks and numbers of one kind: one word, or a stretch of a script that puts no space between words. */
export interface Run {
  readonly text: string;
  readonly isSpaced: boolean;
}

/** Of a longer word this much counts, in code points. */
export const LONGEST_WORD = 64;

const RUNS = /[\p{L}\p{M}\p{N}]+/gu;
/** What tells a small Katakana sound longer belongs to no script by itself. */
const KINDS =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}ー〆]+)|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}ー〆]+/gu;
/** Accents and the like on Latin, Greek and Cyrillic letters. */
const ACCENTS = /[\u0300-\u036f]/g;
const HAN = /^\p{sc=Han}$/u;

/** As texts are compared: in one normal form, without case and accents (Unicode TR 15: NFKC). */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().replace(ACCENTS, "").normalize("NFKC");
}

/** The runs of a text, folded, in its order. */
export function* runsOf(text: string): Generator<Run> {
  for (const [run] of fold(text).matchAll(RUNS)) {
    for (const [part, unspaced] of run.matchAll(KINDS)) {
      const isSpaced = unspaced === undefined;
      yield { text: isSpaced ? cut(part) : part, isSpaced };
    }
  }
}

/**
 * The words under which a run is found: itself, or each two characters that follow each other. A Han character is a word
 * by itself, too.
 */
function* wordsOfRun({ text, isSpaced }: Run): Generator<string> {
  if (isSpaced) {
    yield text;
    return;
  }
  const characters = Array.from(text);
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1];
    if (next !== undefined) yield character + next;
    if (characters.length === 1 || HAN.test(character)) yield character;
  }
}

/** What a run that is searched has to be found under: less than `wordsOfRun`, as each two characters say it all. */
export function wordsToFind(run: Run): string[] {
  const words = [...wordsOfRun(run)];
  return run.isSpaced || lengthOf(run.text) === 1 ? words : words.filter((word) => lengthOf(word) > 1);
}

/** The different words of a text, the first `most` of them. */
export function wordsOf(text: string, most: number): Set<string> {
  const words = new Set<string>();
  for (const run of runsOf(text)) {
    for (const word of wordsOfRun(run)) {
      if (words.size >= most) return words;
      words.add(word);
    }
  }
  return words;
}

/** A text as phrases are found in it: its words one after the other, of unspaced scripts its characters. */
export function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const run of runsOf(text)) {
    if (run.isSpaced) units.push(run.text);
    else for (const character of run.text) units.push(character);
  }
  return units;
}

/** Whether the units stand in the others, one after the other. */
export function standsIn(phrase: readonly string[], units: readonly string[]): boolean {
  const starts = units.length - phrase.length;
  for (let start = 0; start <= starts; start += 1) {
    let length = 0;
    while (length < phrase.length && units[start + length] === phrase[length]) length += 1;
    if (length === phrase.length) return true;
  }
  return false;
}

function cut(word: string): string {
  return word.length <= LONGEST_WORD ? word : Array.from(word).slice(0, LONGEST_WORD).join("");
}

/** In code points. */
const lengthOf = (text: string): number => Array.from(text).length;
