// How much of a structured field is read; the parser's own, since signatures hold far less than the fields that they cover.

import { MAX_COMPONENTS, MAX_FIELD_LENGTH, MAX_MEMBERS, MAX_PARAMETERS } from "../limits.ts";

/** Bounds; what is over one ends in `signature_too_large`. */
export interface StructuredFieldLimits {
  /** Characters of the whole field. */
  readonly length: number;
  /** Members of a list or dictionary. */
  readonly members: number;
  /** Items of one inner list. */
  readonly items: number;
  /** Parameters of one item or inner list. */
  readonly parameters: number;
}

/** For the fields that carry signatures and digests. */
export const SIGNATURE_LIMITS: StructuredFieldLimits = {
  length: MAX_FIELD_LENGTH,
  members: MAX_MEMBERS,
  items: MAX_COMPONENTS,
  parameters: MAX_PARAMETERS,
};

/** For any other field: at least the minima of RFC 9651 section 3. */
export const FIELD_LIMITS: StructuredFieldLimits = {
  length: 65_536,
  members: 1024,
  items: 256,
  parameters: 256,
};
