/** What the scanner of one kind of entity answers to the walk over a text. */

/** What was found, if anything, and where the walk goes on. */
export interface Scan<Entity> {
  readonly entity: Entity | undefined;
  /** Always beyond the start: this is what keeps the whole walk linear. */
  readonly next: number;
}
