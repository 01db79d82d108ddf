/** Columns: what a table's cell may hold, declared once for every engine. */

export type ColumnKind = "text" | "integer" | "snowflake" | "millis" | "boolean" | "json" | "blob" | "enum";

/** A value as JSON holds it. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One column. `T` is what a row holds; the engine decides how it lies on disk. */
export interface Column<T> {
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
  /** The closed list of values of an `enum` column. */
  readonly values?: readonly string[];
  /** What rows written before the column existed read as. */
  readonly fallback?: T;
  /** The same column, allowed to be `null`; rows written before it existed read as `null`. */
  nullable(): Column<T | null>;
  /** The same column with a value for rows written before it existed. */
  default(value: T): Column<T>;
}

function column<T>(
  kind: ColumnKind,
  options: { values?: readonly string[]; isNullable?: boolean; fallback?: T },
): Column<T> {
  return {
    kind,
    isNullable: options.isNullable ?? false,
    ...(options.values === undefined ? {} : { values: options.values }),
    ...(options.fallback === undefined ? {} : { fallback: options.fallback }),
    nullable: () =>
      column<T | null>(kind, {
        isNullable: true,
        fallback: null,
        ...(options.values === undefined ? {} : { values: options.values }),
      }),
    default: (fallback: T) => column<T>(kind, { ...options, fallback }),
  };
}

/**
 * UTF-8 text. Order and equality are those of its bytes, on every engine. U+0000 and lone surrogates are refused with
 * `invalid_value`, as not every engine can keep them: `storableText` takes them out of text from outside.
 */
export const text = <T extends string = string>(): Column<T> => column<T>("text", {});

/** A whole number within JavaScript's safe range. */
export const integer = (): Column<number> => column<number>("integer", {});

/** A Snowflake id: an unsigned 63-bit integer. */
export const snowflake = (): Column<bigint> => column<bigint>("snowflake", {});

/** A point in time: ms since the Unix epoch. */
export const millis = (): Column<number> => column<number>("millis", {});

export const boolean = (): Column<boolean> => column<boolean>("boolean", {});

/** A JSON document. It cannot be part of a key or an index. */
export const json = <T extends Json>(): Column<T> => column<T>("json", {});

/** Bytes, small ones: media live in the blob store. It cannot be part of a key or an index. */
export const blob = (): Column<Uint8Array> => column<Uint8Array>("blob", {});

/** One of a closed list of words. */
export const oneOf = <const T extends string>(values: readonly T[]): Column<T> =>
  column<T>("enum", { values });
