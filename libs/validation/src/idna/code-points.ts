/** What the tables say of a code point; each table is unpacked when it is first asked (Unicode Character Database). */

import { simpleMapping } from "./simple-mapping.ts";
import { BIDI_RUNS, JOINING_RUNS, MAPPINGS, STATUS_RUNS } from "./tables.ts";

/** Ends of runs, ascending, and their values. */
interface Runs {
  readonly ends: readonly number[];
  readonly values: readonly string[];
}

let status: Runs | undefined;
let bidi: Runs | undefined;
let joining: Runs | undefined;
let mappings: ReadonlyMap<number, string> | undefined;

/** Status in UTS #46 section 5: `V` valid, `M` mapped, `I` ignored, `X` disallowed. */
export function statusOf(codePoint: number): string {
  return valueAt((status ??= unpackRuns(STATUS_RUNS)), codePoint);
}

/** Bidi_Class of a valid code point, as a letter (see the table). */
export function bidiClassOf(codePoint: number): string {
  return valueAt((bidi ??= unpackRuns(BIDI_RUNS)), codePoint);
}

/** Joining_Type of a valid code point, or `V` for a virama. */
export function joiningTypeOf(codePoint: number): string {
  return valueAt((joining ??= unpackRuns(JOINING_RUNS)), codePoint);
}

/** What a mapped character is replaced by. */
export function mappingOf(character: string, codePoint: number): string {
  return (mappings ??= unpackMappings()).get(codePoint) ?? simpleMapping(character);
}

function unpackRuns(packed: string): Runs {
  const ends: number[] = [];
  const values: string[] = [];
  let end = 0;
  for (const [, length = "", value = ""] of packed.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    end += Number.parseInt(length, 36);
    ends.push(end);
    values.push(value);
  }
  return { ends, values };
}

function unpackMappings(): Map<number, string> {
  const map = new Map<number, string>();
  let codePoint = 0;
  for (const line of MAPPINGS.split("\n")) {
    const space = line.indexOf(" ");
    codePoint += Number.parseInt(line.slice(0, space), 36);
    map.set(codePoint, line.slice(space + 1));
  }
  return map;
}

/** By bisection: the first run that ends beyond the code point. */
function valueAt({ ends, values }: Runs, codePoint: number): string {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > codePoint) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? "";
}
