// Decodes HTML character references (HTML Standard, sections 13.2.5.72 and 13.5; HTML 4 names).

// U+00A0 to U+00FF in order; browsers know these without the semicolon as well.
const LATIN1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const FURTHER =
  "OElig:152 oelig:153 Scaron:160 scaron:161 Yuml:178 fnof:192 circ:2c6 tilde:2dc Alpha:391 Beta:392 Gamma:393 Delta:394 Epsilon:395 Zeta:396 Eta:397 Theta:398 Iota:399 Kappa:39a Lambda:39b Mu:39c Nu:39d Xi:39e Omicron:39f Pi:3a0 Rho:3a1 Sigma:3a3 Tau:3a4 Upsilon:3a5 Phi:3a6 Chi:3a7 Psi:3a8 Omega:3a9 alpha:3b1 beta:3b2 gamma:3b3 delta:3b4 epsilon:3b5 zeta:3b6 eta:3b7 theta:3b8 iota:3b9 kappa:3ba lambda:3bb mu:3bc nu:3bd xi:3be omicron:3bf pi:3c0 rho:3c1 sigmaf:3c2 sigma:3c3 tau:3c4 upsilon:3c5 phi:3c6 chi:3c7 psi:3c8 omega:3c9 thetasym:3d1 upsih:3d2 piv:3d6 ensp:2002 emsp:2003 thinsp:2009 zwnj:200c zwj:200d lrm:200e rlm:200f ndash:2013 mdash:2014 lsquo:2018 rsquo:2019 sbquo:201a ldquo:201c rdquo:201d bdquo:201e dagger:2020 Dagger:2021 bull:2022 hellip:2026 permil:2030 prime:2032 Prime:2033 lsaquo:2039 rsaquo:203a oline:203e frasl:2044 euro:20ac image:2111 weierp:2118 real:211c trade:2122 alefsym:2135 larr:2190 uarr:2191 rarr:2192 darr:2193 harr:2194 crarr:21b5 lArr:21d0 uArr:21d1 rArr:21d2 dArr:21d3 hArr:21d4 forall:2200 part:2202 exist:2203 empty:2205 nabla:2207 isin:2208 notin:2209 ni:220b prod:220f sum:2211 minus:2212 lowast:2217 radic:221a prop:221d infin:221e ang:2220 and:2227 or:2228 cap:2229 cup:222a int:222b there4:2234 sim:223c cong:2245 asymp:2248 ne:2260 equiv:2261 le:2264 ge:2265 sub:2282 sup:2283 nsub:2284 sube:2286 supe:2287 oplus:2295 otimes:2297 perp:22a5 sdot:22c5 lceil:2308 rceil:2309 lfloor:230a rfloor:230b lang:27e8 rang:27e9 loz:25ca spades:2660 clubs:2663 hearts:2665 diams:2666 apos:27 Tab:9 NewLine:a colon:3a lpar:28 rpar:29 sol:2f bsol:5c quest:3f equals:3d excl:21 num:23 dollar:24 percnt:25 ast:2a plus:2b comma:2c period:2e semi:3b lsqb:5b rsqb:5d lbrack:5b rbrack:5d lcub:7b rcub:7d lbrace:7b rbrace:7d lowbar:5f grave:60 commat:40 verbar:7c Hat:5e";
const C1 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
  0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
] as const; // prettier-ignore

interface Names {
  /** Those that are known without their semicolon too. */
  readonly loose: ReadonlyMap<string, string>;
  readonly strict: ReadonlyMap<string, string>;
}

let known: Names | undefined;

// Made with the first name that is met: most text has none, and an import should not wait for it.
function names(): Names {
  return (known ??= { loose: new Map(looseNames()), strict: new Map(strictNames()) });
}

function looseNames(): readonly (readonly [string, string])[] {
  return [
    ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["AMP", "&"], ["LT", "<"], ["GT", ">"], ["QUOT", '"'],
    ["COPY", "\u00a9"], ["REG", "\u00ae"],
    ...LATIN1.split(" ").map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ]; // prettier-ignore
}

function strictNames(): readonly (readonly [string, string])[] {
  return FURTHER.split(" ").map((entry) => {
    const colon = entry.indexOf(":");
    return [entry.slice(0, colon), String.fromCharCode(parseInt(entry.slice(colon + 1), 16))] as const;
  });
}

/**
 * The text with character references decoded. Names beyond those of HTML 4 and common punctuation stay as written.
 * @param inAttribute a name without semicolon is then left alone where a query string may have meant it
 */
export function decodeEntities(text: string, inAttribute = false): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let decoded = "";
  let copied = 0;
  while (at >= 0) {
    const reference = text.charAt(at + 1) === "#" ? numeric(text, at + 2) : byName(text, at + 1, inAttribute);
    if (reference !== null) {
      decoded += text.slice(copied, at) + reference.text;
      copied = reference.end;
    }
    at = text.indexOf("&", Math.max(at + 1, copied));
  }
  return decoded + text.slice(copied);
}

interface Reference {
  readonly text: string;
  readonly end: number;
}

function byName(text: string, start: number, inAttribute: boolean): Reference | null {
  const { loose, strict } = names();
  let end = start;
  while (end < text.length && end - start < 32 && isAlphanumeric(text.charCodeAt(end))) end++;
  const name = text.slice(start, end);
  if (text.charAt(end) === ";") {
    const character = loose.get(name) ?? strict.get(name);
    if (character !== undefined) return { text: character, end: end + 1 };
  }
  for (let length = Math.min(name.length, 6); length >= 2; length--) {
    const character = loose.get(name.slice(0, length));
    if (character === undefined) continue;
    const next = text.charCodeAt(start + length);
    return inAttribute && (next === 0x3d || isAlphanumeric(next))
      ? null
      : { text: character, end: start + length };
  }
  return null;
}

function numeric(text: string, start: number): Reference | null {
  const hexadecimal = (text.charCodeAt(start) | 0x20) === 0x78;
  const digits = hexadecimal ? start + 1 : start;
  const base = hexadecimal ? 16 : 10;
  let end = digits;
  let code = 0;
  for (; end < text.length; end++) {
    const digit = digitOf(text.charCodeAt(end));
    if (digit >= base) break;
    code = Math.min(code * base + digit, 0x110000);
  }
  if (end === digits) return null;
  return { text: characterOf(code), end: text.charAt(end) === ";" ? end + 1 : end };
}

function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
}

function characterOf(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\uFFFD";
  return String.fromCodePoint(C1[code - 0x80] ?? code);
}

function isAlphanumeric(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
