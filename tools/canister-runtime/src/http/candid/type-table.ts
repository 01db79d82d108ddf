// The head of a Candid message: the types of its values (Candid specification, "Binary Format", "Types").
import { CandidReader, malformedCandid } from "./reader.ts";

/** A type: an index into the table if it is not negative, else a primitive by its opcode. */
export type TypeReference = number;

/** A field of a record or a variant: the hash of its name, and its type. */
export type Field = readonly [hash: number, type: TypeReference];

/** A type that is made of others. */
export type CompositeType =
  | { readonly kind: "opt" | "vec"; readonly inner: TypeReference }
  | { readonly kind: "record" | "variant"; readonly fields: readonly Field[] }
  | {
      readonly kind: "func";
      readonly arguments: readonly TypeReference[];
      readonly results: readonly TypeReference[];
      readonly modes: readonly number[];
    }
  | { readonly kind: "service" };

/** What a message says before its values. */
export interface TypeTable {
  readonly types: readonly CompositeType[];
  readonly values: readonly TypeReference[];
}

/** The opcodes of primitive types. */
export const primitive = {
  null: -1,
  bool: -2,
  nat: -3,
  int: -4,
  nat8: -5,
  nat16: -6,
  nat32: -7,
  nat64: -8,
  int8: -9,
  int16: -10,
  int32: -11,
  int64: -12,
  float32: -13,
  float64: -14,
  text: -15,
  reserved: -16,
  empty: -17,
  principal: -24,
} as const;

const primitives: ReadonlySet<number> = new Set(Object.values(primitive));
const maxTypes = 10_000;

/** Reads the head; the reader is then at the first value. @throws RequestError `request_malformed` */
export function readTypeTable(reader: CandidReader): TypeTable {
  if (new TextDecoder().decode(reader.take(4)) !== "DIDL")
    throw malformedCandid("it does not begin with DIDL");
  const types = list(reader, () => readType(reader));
  const reference = (): TypeReference => {
    const type = reader.typeReference();
    check(type, types.length);
    return type;
  };
  const values = list(reader, reference);
  for (const type of types) for (const used of references(type)) check(used, types.length);
  return { types, values };
}

function list<T>(reader: CandidReader, read: () => T): T[] {
  const length = reader.natural();
  if (length > maxTypes) throw malformedCandid("it has too many types");
  return Array.from({ length }, read);
}

function readType(reader: CandidReader): CompositeType {
  const opcode = reader.typeReference();
  const reference = (): TypeReference => reader.typeReference();
  switch (opcode) {
    case -18:
      return { kind: "opt", inner: reference() };
    case -19:
      return { kind: "vec", inner: reference() };
    case -20:
    case -21: {
      const fields = list(reader, (): Field => [reader.natural(), reference()]);
      return { kind: opcode === -20 ? "record" : "variant", fields };
    }
    case -22:
      return {
        kind: "func",
        arguments: list(reader, reference),
        results: list(reader, reference),
        modes: list(reader, () => reader.byte()),
      };
    case -23:
      list(reader, () => [reader.take(reader.natural()), reference()]);
      return { kind: "service" };
    default:
      throw malformedCandid("it has a type that is not known");
  }
}

function references(type: CompositeType): readonly TypeReference[] {
  if ("inner" in type) return [type.inner];
  if ("fields" in type) return type.fields.map(([, field]) => field);
  return type.kind === "func" ? [...type.arguments, ...type.results] : [];
}

function check(type: TypeReference, size: number): void {
  if (type >= size || (type < 0 && !primitives.has(type)))
    throw malformedCandid("it refers to a type that it does not have");
}
