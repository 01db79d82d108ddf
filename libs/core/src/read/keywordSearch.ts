/**
 * Finds which of many keywords stand in a text, in one pass over it however many there are (A. V. Aho and M. J.
 * Corasick, "Efficient string matching", CACM 18:6, 1975).
 */

export interface Keyword {
  readonly keyword: string;
  /** Where it begins or ends with a letter or a digit, no other one stands beside it. */
  readonly wholeWord: boolean;
}

/** Letters' case makes no difference. */
export class KeywordSearch<K extends Keyword> {
  readonly #parts = new Automaton<K>();
  readonly #words = new Automaton<K>();

  constructor(keywords: readonly K[]) {
    for (const keyword of keywords) {
      const text = keyword.keyword.toLowerCase();
      if (keyword.wholeWord) this.#words.add(markWords(text), keyword);
      else this.#parts.add(text, keyword);
    }
    this.#parts.link();
    this.#words.link();
  }

  /** How many steps all searches took so far; each takes a few for each character. */
  get steps(): number {
    return this.#parts.steps + this.#words.steps;
  }

  find(text: string): K[] {
    const lower = text.toLowerCase();
    return [...this.#parts.find(lower), ...this.#words.find(markWords(lower))];
  }
}

/**
 * U+0000, which no stored text holds, before and after each word: with these marks in both, a text holds a keyword just
 * where it holds it as a whole word.
 */
function markWords(text: string): string {
  return text.replace(/[\p{L}\p{M}\p{N}_]+/gu, "\0$&\0");
}

const ROOT = 0;

/** Each node is a beginning of keywords. */
class Automaton<K> {
  steps = 0;
  readonly #next = new Map<number, number>();
  /** The node of the longest end of this one that is a beginning too. */
  readonly #shorter: number[] = [ROOT];
  readonly #complete: K[][] = [[]];
  /** The nearest node, by `shorter`, with complete keywords; the root for none. */
  readonly #completeShorter: number[] = [ROOT];
  /** Nodes by their depth, with what leads to them. */
  readonly #levels: { readonly node: number; readonly parent: number; readonly unit: number }[][] = [];

  add(text: string, keyword: K): void {
    if (text === "") return;
    let at = ROOT;
    for (let depth = 0; depth < text.length; depth += 1) {
      const unit = text.charCodeAt(depth);
      let next = this.#next.get(edge(at, unit));
      if (next === undefined) {
        next = this.#complete.length;
        this.#next.set(edge(at, unit), next);
        this.#complete.push([]);
        (this.#levels[depth] ??= []).push({ node: next, parent: at, unit });
      }
      at = next;
    }
    this.#complete[at]?.push(keyword);
  }

  /** To be called once, after the last keyword: from the root down, since each node leans on shorter ones. */
  link(): void {
    for (const { node, parent, unit } of this.#levels.flat()) {
      const shorter = parent === ROOT ? ROOT : this.#step(this.#shorter[parent] ?? ROOT, unit);
      this.#shorter[node] = shorter;
      this.#completeShorter[node] = this.#isComplete(shorter)
        ? shorter
        : (this.#completeShorter[shorter] ?? ROOT);
    }
    this.steps = 0;
  }

  find(text: string): K[] {
    if (this.#levels.length === 0) return [];
    const met = new Set<number>();
    let at = ROOT;
    for (let i = 0; i < text.length; i += 1) {
      at = this.#step(at, text.charCodeAt(i));
      let end = this.#isComplete(at) ? at : (this.#completeShorter[at] ?? ROOT);
      // Whatever is shorter than what was met before was met with it.
      for (; end !== ROOT && !met.has(end); end = this.#completeShorter[end] ?? ROOT) {
        met.add(end);
        this.steps += 1;
      }
    }
    return [...met].flatMap((node) => this.#complete[node] ?? []);
  }

  #isComplete(node: number): boolean {
    return (this.#complete[node]?.length ?? 0) > 0;
  }

  #step(from: number, unit: number): number {
    for (let at = from; ; at = this.#shorter[at] ?? ROOT) {
      this.steps += 1;
      const next = this.#next.get(edge(at, unit));
      if (next !== undefined) return next;
      if (at === ROOT) return ROOT;
    }
  }
}

const edge = (node: number, unit: number): number => node * 0x1_00_00 + unit;
