// How the time grows with hostile input: each text against a tenth of it, both as long as they are read at all.

import { type BenchResult, resultOf } from "../../../scripts/bench-result.ts";
import { parseHttpDate, parseSignature } from "../src/index.ts";
import { parsePem } from "../src/keys.ts";
import { parseDictionary, parseItem, parseList } from "../src/structured-fields.ts";

const request = { method: "POST", url: "https://example.com/inbox" };

function signature(value: string): void {
  parseSignature({ ...request, headers: { signature: value } });
}

function signatureInput(value: string): void {
  parseSignature({ ...request, headers: { signature: "a=:AA==:", "signature-input": value } });
}

/** The reader, what it is given, and the length of a tenth. */
const CASES: readonly (readonly [
  name: string,
  read: (text: string) => unknown,
  text: (length: number) => string,
  tenth: number,
])[] = [
  ["Signature of spaces", signature, (length) => `a${" ".repeat(length)}=`, 800],
  ["Signature of one open quote", signature, (length) => `keyId="${"a".repeat(length)}`, 800],
  ["Signature of one long name", signature, (length) => "a".repeat(length), 800],
  ["Signature of base64", signature, (length) => `keyId="a",signature="${"A".repeat(length)}"`, 800],
  ["Signature-Input of spaces", signatureInput, (length) => `a=(${" ".repeat(length)}`, 800],
  ["Signature-Input of escapes", signatureInput, (length) => `a=("${"\\\\".repeat(length / 2)}`, 800],
  ["a dictionary of one key", parseDictionary, (length) => `${"a=1,".repeat(length / 4)}a=1`, 1600],
  ["a list of tokens", parseList, (length) => `${"a, ".repeat(length / 60)}${"a".repeat(length)}`, 1600],
  ["a string of escapes", parseItem, (length) => `"${'\\"'.repeat(length / 2)}`, 1600],
  ["a display string of octets", parseItem, (length) => `%"${"%c3%bc".repeat(length / 6)}"`, 1600],
  ["a byte sequence", parseItem, (length) => `:${"AAAA".repeat(length / 4)}`, 1600],
  [
    "PEM of line breaks",
    parsePem,
    (length) => `-----BEGIN A-----${"\n".repeat(length)}-----END A-----`,
    1600,
  ],
  ["a date of digits", parseHttpDate, (length) => "0".repeat(length), 1600],
];

/** Times a reader at both lengths: one long text after ten short ones, often, so that what else runs here slows both alike. */
export function benchLinear(): BenchResult[] {
  return CASES.map(([name, read, text, tenth]) => {
    const short = text(tenth);
    const long = text(tenth * 10);
    const shortTimes: number[] = [];
    const longTimes: number[] = [];
    const end = performance.now() + 1000;
    while (performance.now() < end) {
      shortTimes.push(timeOf(read, short, 10));
      longTimes.push(timeOf(read, long, 1));
    }
    return resultOf(`hostile: ${name}`, "ns", longTimes, "a tenth of it", shortTimes);
  });
}

function timeOf(read: (text: string) => unknown, text: string, times: number): number {
  const start = performance.now();
  for (let index = 0; index < times; index++) {
    try {
      read(text);
    } catch {
      // Most of it is refused; what counts is how soon.
    }
  }
  return ((performance.now() - start) / times) * 1_000_000;
}
