/** Fills in `sns_init.yaml`, of which everything else, comments too, stays as it is. */

export interface Filling {
  /** Principals by the role that the comment beside each names: `operator`, `directory`. */
  readonly principals: Readonly<Record<string, string>>;
  /** `NnsProposal.url`: the discussion in the forum. */
  readonly forum?: string | undefined;
}

/** @throws {Error} for a role that is not there */
export function fillIn(text: string, { principals, forum }: Filling): string {
  let filled = text;
  for (const [role, id] of Object.entries(principals)) {
    if (!rolesOf(filled).some((it) => it.role === role)) throw new Error(`There is no principal of ${role}.`);
    filled = filled.replace(PRINCIPAL, (line: string, before: string, _: string, named: string) =>
      named === role ? `${before}${id} # ${role}` : line,
    );
  }
  if (forum === undefined) return filled;
  const address = /^(NnsProposal:\n(?: {2}.*\n)*? {2}url: )\S+$/m;
  if (!address.test(filled)) throw new Error("NnsProposal has no url.");
  return filled.replace(address, (_, before: string) => before + forum);
}

/** A principal of a list or of a neuron, with the role of whose it is. */
const PRINCIPAL = /^( *- (?:principal: )?)([a-z0-9-]+) # (\w+)$/gm;

/** The principals that the file has, by the roles that comments name. */
export function rolesOf(text: string): { readonly role: string; readonly principal: string }[] {
  return [...text.matchAll(PRINCIPAL)].map(([, , principal = "", role = ""]) => ({ role, principal }));
}
