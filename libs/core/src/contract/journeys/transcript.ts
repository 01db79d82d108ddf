/** What happened in a journey, so told that every host must tell the same: ids, times and hosts by placeholders. */

/** From here on a number is a time: 2001-09-09 in ms since the Unix epoch. */
const TIMES = 1_000_000_000_000;
const SNOWFLAKE = /[0-9]{12,19}/g;

export class Transcript {
  readonly lines: string[] = [];
  readonly #ids = new Map<string, string>();
  readonly #hosts: readonly (readonly [string, string])[];

  /** @param hosts each origin or host with the name it goes by; longer ones first */
  constructor(hosts: readonly (readonly [string, string])[]) {
    this.#hosts = hosts;
  }

  /** Tells what came of a step. */
  tell(step: string, outcome?: unknown): void {
    const told = outcome === undefined ? "" : `: ${JSON.stringify(this.#plain(outcome))}`;
    this.lines.push(this.#text(step) + told);
  }

  #plain(value: unknown): unknown {
    if (typeof value === "bigint") return this.#id(value.toString());
    if (typeof value === "string") return this.#text(value);
    if (typeof value === "number") return value > TIMES ? "{time}" : value;
    if (Array.isArray(value)) return value.map((it) => this.#plain(it));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, this.#plain(it)]));
    }
    return value;
  }

  #text(text: string): string {
    let plain = text;
    for (const [spelling, name] of this.#hosts) plain = plain.replaceAll(spelling, name);
    return plain.replace(SNOWFLAKE, (id) => this.#id(id));
  }

  /** The same id is the same placeholder wherever it stands. */
  #id(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const name = `#${this.#ids.size + 1}`;
    this.#ids.set(id, name);
    return name;
  }
}
