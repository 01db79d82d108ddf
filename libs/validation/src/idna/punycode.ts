/** Punycode, the encoding of Unicode labels in ASCII host names (RFC 3492, sections 3 and 6). */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;
const MAX_CODE_POINT = 0x10ffff;

/** The label without its `xn--`, as ASCII. The caller bounds the input; the cost grows with its square. */
export function encodePunycode(label: string): string {
  const codePoints = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  let output = codePoints
    .filter((codePoint) => codePoint < INITIAL_N)
    .map((codePoint) => String.fromCharCode(codePoint))
    .join("");
  const basicCount = output.length;
  if (basicCount > 0) output += "-";

  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  let handled = basicCount;
  while (handled < codePoints.length) {
    const next = codePoints.reduce((least, c) => (c >= n && c < least ? c : least), MAX_CODE_POINT + 1);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const codePoint of codePoints) {
      if (codePoint < n) delta++;
      if (codePoint !== n) continue;
      output += encodeDelta(delta, bias);
      bias = adapt(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** No label of a domain name comes near; each character may move all that come after it. */
const LONGEST = 2048;

/** The Unicode label behind the part after `xn--`, or undefined when it is not Punycode, or longer than 2,048 characters. */
export function decodePunycode(encoded: string): string | undefined {
  if (encoded.length > LONGEST) return undefined;
  const separator = encoded.lastIndexOf("-");
  const codePoints = Array.from(encoded.slice(0, Math.max(separator, 0)), (c) => c.charCodeAt(0));
  if (codePoints.some((codePoint) => codePoint >= INITIAL_N)) return undefined;

  let n = INITIAL_N;
  let i = 0;
  let bias = INITIAL_BIAS;
  let position = separator > 0 ? separator + 1 : 0;
  while (position < encoded.length) {
    const start = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitValue(encoded.charCodeAt(position++));
      if (digit === undefined) return undefined;
      i += digit * weight;
      if (i > Number.MAX_SAFE_INTEGER) return undefined;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = codePoints.length + 1;
    bias = adapt(i - start, length, start === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > MAX_CODE_POINT || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    codePoints.splice(i++, 0, n);
  }
  return codePoints.map((codePoint) => String.fromCodePoint(codePoint)).join("");
}

function encodeDelta(delta: number, bias: number): string {
  let output = "";
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return output + digitCharacter(rest);
    output += digitCharacter(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function thresholdAt(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX);
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitCharacter(digit: number): string {
  return String.fromCharCode(digit < 26 ? 0x61 + digit : 0x30 + digit - 26);
}

function digitValue(unit: number): number | undefined {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61;
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 26;
  return undefined;
}
