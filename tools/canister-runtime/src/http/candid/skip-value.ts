// Passing over the values of a Candid message without building them (Candid specification, "Binary Format",
// "Memory").
import { Principal } from "@icp-sdk/core/principal";
import { CandidReader, malformedCandid } from "./reader.ts";
import { primitive, readTypeTable, type CompositeType, type TypeReference } from "./type-table.ts";

/**
 * Checks that a message can be read in bounded time, before a decoder builds what it announces.
 *
 * @throws RequestError `request_malformed`
 */
export function checkReadable(message: Uint8Array): void {
  const reader = new CandidReader(message);
  const { types, values } = readTypeTable(reader);
  for (const type of values) skipValue(reader, types, type);
}

/** Moves the reader past a value. @throws RequestError `request_malformed` */
export const skipValue = (reader: CandidReader, types: readonly CompositeType[], type: TypeReference): void =>
  skip(reader, types, type, 0);

/** Reads a principal; undefined for one that is opaque. */
export function readPrincipal(reader: CandidReader): Principal | undefined {
  const transparent = reader.byte() === 1;
  const bytes = transparent ? reader.take(reader.natural()) : undefined;
  return bytes && bytes.length <= 29 ? Principal.fromUint8Array(bytes) : undefined;
}

const sizes = new Map<TypeReference, number>([
  [primitive.null, 0],
  [primitive.reserved, 0],
  [primitive.bool, 1],
  [primitive.nat8, 1],
  [primitive.int8, 1],
  [primitive.nat16, 2],
  [primitive.int16, 2],
  [primitive.nat32, 4],
  [primitive.int32, 4],
  [primitive.float32, 4],
  [primitive.nat64, 8],
  [primitive.int64, 8],
  [primitive.float64, 8],
]);

const maxDepth = 500;

function skip(
  reader: CandidReader,
  types: readonly CompositeType[],
  type: TypeReference,
  depth: number,
): void {
  reader.step();
  if (depth > maxDepth) throw malformedCandid("it is nested too deep");
  const size = sizes.get(type);
  if (size !== undefined) reader.take(size);
  else if (type === primitive.nat || type === primitive.int) reader.skipInteger();
  else if (type === primitive.text) reader.take(reader.natural());
  else if (type === primitive.principal) readPrincipal(reader);
  else {
    const composite = types[type];
    if (!composite) throw malformedCandid("it has a value of the empty type");
    skipComposite(reader, types, composite, depth + 1);
  }
}

function skipComposite(
  reader: CandidReader,
  types: readonly CompositeType[],
  type: CompositeType,
  depth: number,
): void {
  switch (type.kind) {
    case "opt":
      if (reader.byte() === 1) skip(reader, types, type.inner, depth);
      return;
    case "vec": {
      const length = reader.natural();
      const size = sizes.get(type.inner);
      // Values of no size are cheap to announce by the billion, and decoders go through them all the same.
      if (size !== undefined && size > 0) reader.take(size * length);
      else for (let i = 0; i < length; i++) skip(reader, types, type.inner, depth);
      return;
    }
    case "record":
      for (const [, field] of type.fields) skip(reader, types, field, depth);
      return;
    case "variant": {
      const field = type.fields[reader.natural()];
      if (!field) throw malformedCandid("a variant has a case that its type does not have");
      skip(reader, types, field[1], depth);
      return;
    }
    case "service":
      readPrincipal(reader);
      return;
    case "func":
      if (reader.byte() !== 1) return;
      readPrincipal(reader);
      reader.take(reader.natural());
  }
}
