/** Fills in `sns_init.yaml`, of which everything else, comments too, stays as it is. */

export interface Filling {
  /** Principals by their names in `Principals`. */
  readonly principals: Readonly<Record<string, string>>;
  /** `NnsProposal.url`: the discussion in the forum. */
  readonly forum?: string | undefined;
}

/** @throws {Error} for a name that is not there */
export function fillIn(text: string, { principals, forum }: Filling): string {
  let filled = text;
  for (const [name, id] of Object.entries(principals)) {
    const entry = new RegExp(`^(  - id: )\\S+(\\n    name: ${escaped(name)})$`, "m");
    if (!entry.test(filled)) throw new Error(`Principals: there is no ${name}.`);
    filled = filled.replace(entry, (_, before: string, after: string) => before + id + after);
  }
  if (forum === undefined) return filled;
  const address = /^(NnsProposal:\n(?: {2}.*\n)*? {2}url: )\S+$/m;
  if (!address.test(filled)) throw new Error("NnsProposal has no url.");
  return filled.replace(address, (_, before: string) => before + forum);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
