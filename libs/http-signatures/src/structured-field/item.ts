// The data model of structured fields (RFC 8941 section 3): bare items, parameters, items, inner lists, dictionaries.

/** A bare item with its type; a token and a string with the same letters are different things. */
export type BareItem =
  | { readonly type: "integer"; readonly value: number }
  | { readonly type: "decimal"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "token"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "boolean"; readonly value: boolean };

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

/** Members in their order. */
export type Dictionary = ReadonlyMap<string, Item | InnerList>;
