// The type of a value as its sender wrote it, for values whose type only a canister knows (HTTP gateway
// protocol, "Response Body Streaming": the token).
import { IDL } from "@icp-sdk/core/candid";
import { malformedCandid } from "./reader.ts";
import { primitive, type CompositeType, type Field, type TypeReference } from "./type-table.ts";

const primitives = new Map<TypeReference, IDL.Type>([
  [primitive.null, IDL.Null],
  [primitive.bool, IDL.Bool],
  [primitive.nat, IDL.Nat],
  [primitive.int, IDL.Int],
  [primitive.nat8, IDL.Nat8],
  [primitive.nat16, IDL.Nat16],
  [primitive.nat32, IDL.Nat32],
  [primitive.nat64, IDL.Nat64],
  [primitive.int8, IDL.Int8],
  [primitive.int16, IDL.Int16],
  [primitive.int32, IDL.Int32],
  [primitive.int64, IDL.Int64],
  [primitive.float32, IDL.Float32],
  [primitive.float64, IDL.Float64],
  [primitive.text, IDL.Text],
  [primitive.reserved, IDL.Reserved],
  [primitive.empty, IDL.Empty],
  [primitive.principal, IDL.Principal],
]);

const modes = new Map([
  [1, "query"],
  [2, "oneway"],
  [3, "composite_query"],
]);

/**
 * A type with which a value is decoded, and encoded again as it was.
 *
 * @throws RequestError `request_malformed`
 */
export function idlType(types: readonly CompositeType[], type: TypeReference): IDL.Type {
  const made = new Map<TypeReference, IDL.RecClass>();
  const make = (reference: TypeReference): IDL.Type => {
    const simple = primitives.get(reference) ?? made.get(reference);
    if (simple) return simple;
    const composite = types[reference];
    if (!composite) throw malformedCandid("it refers to a type that it does not have");
    // Every type may be part of itself.
    const recursive = IDL.Rec();
    made.set(reference, recursive);
    recursive.fill(makeComposite(composite, make));
    return recursive;
  };
  return make(type);
}

function makeComposite(type: CompositeType, make: (reference: TypeReference) => IDL.Type): IDL.ConstructType {
  const fields = (list: readonly Field[]): Record<string, IDL.Type> =>
    Object.fromEntries(list.map(([hash, field]) => [`_${hash}_`, make(field)]));
  const all = (references: readonly TypeReference[]): [IDL.Type, ...IDL.Type[]] | [] => {
    const [first, ...rest] = references.map(make);
    return first ? [first, ...rest] : [];
  };
  switch (type.kind) {
    case "opt":
      return IDL.Opt(make(type.inner));
    case "vec":
      return IDL.Vec(make(type.inner));
    case "record":
      return IDL.Record(fields(type.fields));
    case "variant":
      return IDL.Variant(fields(type.fields));
    case "func":
      return IDL.Func(
        all(type.arguments),
        all(type.results),
        type.modes.map((mode) => modes.get(mode) ?? "query"),
      );
    case "service":
      return IDL.Service({});
  }
}
