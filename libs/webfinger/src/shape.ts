// What parsed JSON must look like: what does not is taken out of it, so that one odd member does not hide the others.

import { isRecord } from "./json.ts";
import { checkLimit } from "./limit.ts";

/**
 * Whether a value is of a shape, once what does not belong is taken out of it. JSON.parse's result is the caller's
 * alone: a copy would cost as much as parsing it.
 */
export type Shape = (value: unknown) => boolean;

const MAX_ENTRIES = 256;

/** A string. */
export const text: Shape = (value) => typeof value === "string";

/** A list, without the entries that are of another shape. Throws `response_too_large` for more than 256. */
export function listOf(entry: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return false;
    checkLimit(value.length, MAX_ENTRIES);
    let length = 0;
    for (const one of value as unknown[]) if (entry(one)) value[length++] = one;
    value.length = length;
    return true;
  };
}

/** A record of any names, without the members that are of another shape. Throws `response_too_large` for more than 256. */
export function recordOf(member: Shape): Shape {
  return (value) => {
    if (!isRecord(value)) return false;
    checkLimit(Object.keys(value).length, MAX_ENTRIES);
    for (const name in value) if (!member(value[name])) Reflect.deleteProperty(value, name);
    return true;
  };
}

/** A record of the named members; others, and those of another shape, are taken out. */
export function shape(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = new Map(Object.entries(members));
  return (value) => {
    if (!isRecord(value)) return false;
    for (const name in value) if (!shapes.get(name)?.(value[name])) Reflect.deleteProperty(value, name);
    return true;
  };
}
