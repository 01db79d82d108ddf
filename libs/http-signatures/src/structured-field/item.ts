// The data model of structured fields (RFC 9651 section 3): bare items, parameters, items, inner lists, lists, dictionaries.

/** A bare item with its type; a token and a string with the same letters are different things. */
export type BareItem =
  /** At most 15 digits. */
  | { readonly type: "integer"; readonly value: number }
  /** At most 12 digits before the point and 3 after it. */
  | { readonly type: "decimal"; readonly value: number }
  /** Printable ASCII. */
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "token"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "boolean"; readonly value: boolean }
  /** Seconds since the Unix epoch, whole. */
  | { readonly type: "date"; readonly value: number }
  /** Any Unicode text. */
  | { readonly type: "display-string"; readonly value: string };

/** Parameters in their order; a repeated key keeps its first place and its last value. */
export type Parameters = ReadonlyMap<string, BareItem>;

/** A bare item with parameters. */
export interface Item {
  readonly kind: "item";
  readonly item: BareItem;
  readonly parameters: Parameters;
}

/** A parenthesised list of items with parameters of its own. */
export interface InnerList {
  readonly kind: "list";
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

/** A member of a list or a dictionary. */
export type Member = Item | InnerList;

/** Members in their order. */
export type List = readonly Member[];

/** Members in their order, by key. */
export type Dictionary = ReadonlyMap<string, Member>;

/** How a field's value is to be read, which its definition says and its text does not. */
export type StructuredFieldType = "item" | "list" | "dictionary";
