/** A column as the catalog keeps it, and what stands for null in a row (`rowCodec.ts`). */

export interface StoredColumn {
  /** `null` once the column was dropped. */
  readonly name: string | null;
  readonly kind: string;
  /** Of an enum. */
  readonly values?: readonly string[];
}

export const NO_SNOWFLAKE = 0xffff_ffff_ffff_ffffn;
export const NO_LENGTH = 0xffff_ffff;
export const NO_CODE = 255;
/** An enum of more values does not fit the codes. */
export const MAX_VALUES = 255;
