/** Rows on their way in and out: nobody outside can change what is stored. */

import type { Cells } from "../store/check.ts";
import type { AnyTable } from "../store/table.ts";

/** A document as it is stored: text, so that nothing is shared with anybody. */
class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A copy to store: documents as JSON text, bytes as their own. */
export function keep(table: AnyTable, row: Cells): Cells {
  const kept: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    const value = row[name];
    if (column.kind === "json" && !(value === null && column.isNullable))
      kept[name] = value instanceof JsonText ? value : new JsonText(JSON.stringify(value));
    else if (value instanceof Uint8Array) kept[name] = value.slice();
    else kept[name] = value === 0 ? 0 : value; // there is one zero: not -0
  }
  return kept;
}

/** A copy to hand out. */
export function show(table: AnyTable, row: Cells): Cells {
  const shown: Record<string, unknown> = {};
  for (const name in table.columns) {
    const value = row[name];
    if (value instanceof JsonText) shown[name] = JSON.parse(value.text);
    else shown[name] = value instanceof Uint8Array ? value.slice() : value;
  }
  return shown;
}
