import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/structured-fields.json" with { type: "json" };
import { decodeBase64, encodeBase64 } from "./base64.ts";
import {
  type BareItem,
  type Dictionary,
  type Item,
  type List,
  type Member,
  parseDictionary,
  parseItem,
  parseList,
  serializeDictionary,
  serializeItem,
  serializeList,
  SignatureError,
} from "./structured-fields.ts";

type BareVector = { readonly type?: string; readonly value?: string | number | boolean };
type MemberVector = BareVector & {
  readonly items?: readonly MemberVector[];
  readonly parameters?: readonly unknown[];
};

/** Reads a field of this type and gives its value as the vectors write it, and its canonical text. */
function read(type: string, text: string): { readonly value: unknown; readonly canonical: string } {
  if (type === "item") {
    const item = parseItem(text);
    return { value: memberVector(item), canonical: serializeItem(item) };
  }
  if (type === "list") {
    const list = parseList(text);
    return { value: list.map(memberVector), canonical: serializeList(list) };
  }
  const dictionary = parseDictionary(text);
  const value = Array.from(dictionary, ([key, member]) => [key, memberVector(member)]);
  return { value, canonical: serializeDictionary(dictionary) };
}

function memberVector(member: Member): object {
  const parameters = Array.from(member.parameters, ([key, item]) => [key, bareVector(item)]);
  return {
    ...(member.kind === "list" ? { items: member.items.map(memberVector) } : bareVector(member.item)),
    ...(parameters.length > 0 && { parameters }),
  };
}

function bareVector({ type, value }: BareItem): BareVector {
  return { type, value: type === "bytes" ? encodeBase64(value) : value };
}

/** The text of a value as the vectors write it. */
function write(type: string, value: unknown): string {
  if (type === "item") return serializeItem(itemOf(value));
  if (type === "list") return serializeList((value as readonly unknown[]).map(memberOf));
  return serializeDictionary(new Map(pairsOf(value).map(([key, member]) => [key, memberOf(member)])));
}

function memberOf(vector: unknown): Member {
  const { items, parameters } = vector as MemberVector;
  if (items === undefined) return itemOf(vector);
  return { kind: "list", items: items.map(itemOf), parameters: parametersOf(parameters) };
}

function itemOf(vector: unknown): Item {
  const { parameters } = vector as MemberVector;
  return { kind: "item", item: bareOf(vector), parameters: parametersOf(parameters) };
}

function parametersOf(parameters: readonly unknown[] = []): ReadonlyMap<string, BareItem> {
  return new Map(pairsOf(parameters).map(([key, value]) => [key, bareOf(value)]));
}

function pairsOf(value: unknown): (readonly [string, unknown])[] {
  return value as (readonly [string, unknown])[];
}

function bareOf(vector: unknown): BareItem {
  const { type, value } = vector as { type: string; value: unknown };
  return { type, value: type === "bytes" ? decodeBase64(String(value)) : value } as BareItem;
}

describe("structured fields", () => {
  test.each(vectors.valid)("$source", ({ type, lines, canonical, value }) => {
    const parsed = read(type, lines.join(", "));
    expect(parsed).toEqual({ value, canonical });
    expect(write(type, value)).toBe(canonical);
    if (canonical !== "") expect(read(type, canonical)).toEqual(parsed);
  });

  test.each(vectors.invalid)("refuses $source", ({ type, lines, code }) => {
    expect(() => read(type, lines.join(", "))).toThrow(expect.objectContaining({ code }));
  });

  test.each(vectors.serializable)("writes $source", ({ type, value, canonical }) => {
    expect(write(type, value)).toBe(canonical);
  });

  test.each(vectors.unserializable)("does not write $source", ({ type, value, code }) => {
    expect(() => write(type, value)).toThrow(expect.objectContaining({ code, kind: "input" }));
  });

  test("does not write half of a surrogate pair", () => {
    const unserializable = expect.objectContaining({ code: "field_unserializable" }) as Error;
    expect(() => write("item", { type: "display-string", value: "\ud800" })).toThrow(unserializable);
  });

  test.each(vectors.characters)("every character $position", ({ type, before, after, allowed }) => {
    const taken: string[] = [];
    for (let code = 0; code < 128; code++) {
      const character = String.fromCharCode(code);
      try {
        const { value } = read(type, before + character + after);
        expect(JSON.stringify(value)).not.toBe("[]");
        taken.push(character);
      } catch (error) {
        expect(error).toMatchObject({ code: "field_malformed" });
      }
    }
    expect(taken.sort().join("")).toBe(Array.from(allowed).sort().join(""));
  });

  test.each(vectors.large)("$type of $count times $unit", ({ type, before, unit, join, after, count }) => {
    const units = Array.from({ length: count }, (_, index) => unit.replace("{}", String(index)));
    const text = (before ?? "") + units.join(join) + (after ?? "");
    expect(read(type, text).canonical).toBe(text);
  });
});

describe("any value", () => {
  const key = fc.stringMatching(/^[a-z*][a-z0-9_.*-]{0,9}$/);
  const bare: fc.Arbitrary<BareItem> = fc.oneof(
    fc.record({ type: fc.constant("integer" as const), value: fc.integer() }),
    fc.record({ type: fc.constant("date" as const), value: fc.integer() }),
    fc.record({
      type: fc.constant("decimal" as const),
      value: fc.integer().map((thousandths) => thousandths / 1000 + 0),
    }),
    fc.record({ type: fc.constant("string" as const), value: fc.stringMatching(/^[ -~]{0,20}$/) }),
    fc.record({
      type: fc.constant("token" as const),
      value: fc.stringMatching(/^[A-Za-z*][!#-'*+./:0-9A-Z^-z|~-]{0,9}$/),
    }),
    fc.record({ type: fc.constant("bytes" as const), value: fc.uint8Array({ maxLength: 20 }) }),
    fc.record({ type: fc.constant("boolean" as const), value: fc.boolean() }),
    fc.record({
      type: fc.constant("display-string" as const),
      value: fc.string({ unit: "grapheme" }),
    }),
  );
  const parameters = fc.array(fc.tuple(key, bare), { maxLength: 3 }).map((pairs) => new Map(pairs));
  const item: fc.Arbitrary<Item> = fc.record({ kind: fc.constant("item" as const), item: bare, parameters });
  const member: fc.Arbitrary<Member> = fc.oneof(
    item,
    fc.record({ kind: fc.constant("list" as const), items: fc.array(item, { maxLength: 4 }), parameters }),
  );

  test("is read as it was written", () => {
    fc.assert(
      fc.property(item, (value) => {
        expect(parseItem(serializeItem(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), (value: List) => {
        expect(parseList(serializeList(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, member), { maxLength: 6 }), (pairs) => {
        const value: Dictionary = new Map(pairs);
        expect(parseDictionary(serializeDictionary(value))).toEqual(value);
      }),
    );
  });
});

const pieces = [
  "a",
  "b=",
  "1",
  "-2.5",
  '"x"',
  ":AA==:",
  "?0",
  "tok",
  "(",
  ")",
  ";c",
  ",",
  " ",
  "=",
  "@",
  '%"',
  "%c3",
];

test("any text is read or refused with a code, and has one canonical text", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(fc.constantFrom("item", "list", "dictionary"), text, (type, given) => {
      let parsed;
      try {
        parsed = read(type, given);
      } catch (error) {
        expect(error).toBeInstanceOf(SignatureError);
        return;
      }
      if (parsed.canonical !== "") expect(read(type, parsed.canonical)).toEqual(parsed);
    }),
    { numRuns: 10_000 },
  );
});

test("more than the limits is refused before it is kept", () => {
  const limits = { length: 100, members: 2, items: 2, parameters: 2 };
  const tooLarge = expect.objectContaining({ code: "signature_too_large", kind: "limit" }) as Error;
  expect(() => parseList("a, b, c", limits)).toThrow(tooLarge);
  expect(() => parseDictionary("a, b, c", limits)).toThrow(tooLarge);
  expect(() => parseList("(a b c)", limits)).toThrow(tooLarge);
  expect(() => parseItem("a;b;c;d", limits)).toThrow(tooLarge);
  expect(() => parseItem(`"${"x".repeat(100)}"`, limits)).toThrow(tooLarge);
  expect(parseList("a;x;y, (b c)", limits)).toHaveLength(2);
});
