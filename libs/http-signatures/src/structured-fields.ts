// Structured fields for HTTP (RFC 9651, which replaces RFC 8941): any field of type Item, List or Dictionary.

export { SignatureError, type SignatureErrorCode, type SignatureErrorKind } from "./error.ts";
export type {
  BareItem,
  Dictionary,
  InnerList,
  Item,
  List,
  Member,
  Parameters,
  StructuredFieldType,
} from "./structured-field/item.ts";
export { FIELD_LIMITS, type StructuredFieldLimits } from "./structured-field/limits.ts";
export { parseDictionary, parseItem, parseList } from "./structured-field/parse.ts";
export { serializeDictionary, serializeItem, serializeList } from "./structured-field/serialize.ts";
