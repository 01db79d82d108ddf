/** The coverage tables of a README, and the sections that their rows name: `2.1.1 sf; 2.2 to 2.2.4`. */

/** A specification, of which a README says section by section what is done. */
export interface Specification {
  readonly title: string;
  /** Where it is, and in which version. */
  readonly source: string;
  /** In their order: a number and a title, `2.1 HTTP Fields`, or a title alone. */
  readonly sections: readonly string[];
}

/** A table by the specification that its head names, with the cells of its rows. */
export interface CoverageTable {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** What a specification's own section numbers look like: `2.1.1`, `B.2`. */
const NUMBERED = /^(?:\d+|[A-Z])(?:\.\d+)*(?= )/;

/** The tables between the heading "Coverage" and the next one. */
export function coverageTables(readme: string): readonly CoverageTable[] {
  const [, section = ""] = /^## Coverage$(.*?)(?=^## )/ms.exec(readme) ?? [];
  const tables = section.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables.map((table) => {
    const [[title = ""] = [], , ...rows] = table
      .trim()
      .split("\n")
      .map((line) => line.slice(1, -1).split("|"))
      .map((cells) => cells.map((cell) => cell.trim()));
    return { title, rows };
  });
}

/** The numbers of a specification's sections, or their titles where they have none. */
export function sectionIds({ sections }: Specification): readonly string[] {
  return sections.map((section) => NUMBERED.exec(section)?.[0] ?? section);
}

/**
 * The sections that a row names: parts between semicolons, each beginning with a section or with two and "to" between
 * them, which stands for all from one to the other. Words may follow a number.
 * @throws Error for a part that begins with no section
 */
export function namedSections(cell: string, ids: readonly string[]): readonly string[] {
  return cell.split("; ").flatMap((part) => {
    const [first, rest] = leading(part, ids);
    if (!rest.startsWith(" to ")) return [first];
    const [last] = leading(rest.slice(4), ids);
    return ids.slice(ids.indexOf(first), ids.indexOf(last) + 1);
  });
}

function leading(text: string, ids: readonly string[]): readonly [id: string, rest: string] {
  const found = ids
    .filter((id) => text === id || text.startsWith(`${id} `))
    .reduce((longest, id) => (id.length > longest.length ? id : longest), "");
  if (found === "") throw new Error(`no section: ${text}`);
  return [found, text.slice(found.length)];
}
