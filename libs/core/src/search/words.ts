/** The words of a text, as they are searched (Unicode TR 29 in small: letters, marks and numbers that stand together). */

/** A run of letters, marks and numbers of one kind: one word, or a stretch of a script that puts no space between words. */
export interface Run {
  readonly text: string;
  readonly isSpaced: boolean;
}

/** Of a longer word this much counts, in code points. */
export const LONGEST_WORD = 64;

/** What parts words in every script: in a canister, to look up what a character is takes a hundred times as long. */
const BLANKS = /[\s!-/:-@[-`{-~]+/;
const ASCII = /^[0-9A-Za-z]+$/;
const RUNS = /[\p{L}\p{M}\p{N}]+/gu;
/** Where scripts without spaces begin in Unicode: Thai. */
const UNSPACED = /[\u0e00-\uffff]/;
/** Stretches of scripts without spaces, and of others. What tells a small Katakana sound longer is of no script by itself. */
const KINDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}ー〆]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}ー〆]+/gu;
const STARTS_UNSPACED =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}ー〆]/u;
/** Accents and the like on Latin, Greek and Cyrillic letters. */
const ACCENTS = /[\u0300-\u036f]/g;
const HAN = /^\p{sc=Han}$/u;

/** As texts are compared: in one normal form, without case and accents (Unicode TR 15: NFKC). */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().replace(ACCENTS, "").normalize("NFKC");
}

/** The runs of a text, folded, in its order. */
export function* runsOf(text: string): Generator<Run> {
  for (const piece of text.split(BLANKS)) {
    if (ASCII.test(piece)) yield { text: cut(piece.toLowerCase()), isSpaced: true };
    else if (piece !== "") yield* runsIn(piece);
  }
}

/** The runs of what may be of any script. `matchAll` would compile these expressions anew each time. */
function* runsIn(piece: string): Generator<Run> {
  for (const run of fold(piece).match(RUNS) ?? []) {
    for (const part of UNSPACED.test(run) ? (run.match(KINDS) ?? []) : [run]) {
      const isSpaced = !UNSPACED.test(part) || !STARTS_UNSPACED.test(part);
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

/**
 * Whether the units stand in the others, one after the other: in as many steps as both have units, whatever they are
 * (D. E. Knuth, J. H. Morris and V. R. Pratt, "Fast pattern matching in strings", SIAM J. Comput. 6:2, 1977).
 */
export function standsIn(phrase: readonly string[], units: readonly string[]): boolean {
  // How much of the phrase's beginning stands at the end of each beginning of it.
  const borders = [0];
  let length = 0;
  for (let i = 1; i < phrase.length; i += 1) {
    while (length > 0 && phrase[i] !== phrase[length]) length = borders[length - 1] ?? 0;
    if (phrase[i] === phrase[length]) length += 1;
    borders.push(length);
  }
  length = 0;
  for (const unit of units) {
    while (length > 0 && unit !== phrase[length]) length = borders[length - 1] ?? 0;
    if (unit === phrase[length]) length += 1;
    if (length === phrase.length) return true;
  }
  return phrase.length === 0;
}

function cut(word: string): string {
  return word.length <= LONGEST_WORD ? word : Array.from(word).slice(0, LONGEST_WORD).join("");
}

/** In code points. */
const lengthOf = (text: string): number => Array.from(text).length;
