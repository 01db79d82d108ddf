/** Whose rows, and when: the two words that every part of the store port speaks. */

/** Milliseconds since the Unix epoch. */
export type Millis = number;

/** Whose turn it is: a local user, by account id, or the instance. */
export type Owner = bigint;

/** The owner of the Directory's and the Federation's rows. */
export const INSTANCE: Owner = 0n;
