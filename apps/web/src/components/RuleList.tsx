/** The rules of the node, in their order (Mastodon: entities/Rule). */

import type { ReactElement } from "react";
import type { Instance } from "../api/entities/instance.ts";

export function RuleList({ rules }: { readonly rules: NonNullable<Instance["rules"]> }): ReactElement {
  return (
    <ol className="list-decimal space-y-2 ps-6">
      {rules.map(({ id, text }) => (
        <li key={id} dir="auto" className="wrap-anywhere">
          {text}
        </li>
      ))}
    </ol>
  );
}
