/** Text measured in Unicode scalar values, the length unit of the field specifications (Unicode 16, D76). */

/** How many Unicode scalar values the text has; an unpaired surrogate counts as one. */
export function countScalarValues(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHighSurrogate(text.charCodeAt(i)) && isLowSurrogate(text.charCodeAt(i + 1))) {
      count--;
      i++;
    }
  }
  return count;
}

/** Offset of the first surrogate without its partner, or -1. Such a string has no UTF-8 form. */
export function indexOfUnpairedSurrogate(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) i++;
    else if (isHighSurrogate(unit) || isLowSurrogate(unit)) return i;
  }
  return -1;
}

/** Offset of the first character that `allowed` (a regular expression for one character) refuses, or -1. */
export function indexOfRefused(text: string, allowed: RegExp): number {
  let index = 0;
  for (const character of text) {
    if (!allowed.test(character)) return index;
    index += character.length;
  }
  return -1;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
