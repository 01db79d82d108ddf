/** How many characters are left; read out only when they run short. */

import type { ReactElement } from "react";
import { useT } from "../i18n/useT.ts";

/** From here on the number is said aloud. */
const FEW = 20;

export function CharacterCount({
  id,
  left,
  limit,
}: {
  readonly id: string;
  readonly left: number;
  readonly limit: number;
}): ReactElement {
  const t = useT();
  return (
    <>
      <span
        id={id}
        data-testid="characters-left"
        title={t("compose.limit", { count: limit })}
        className={`tabular-nums ${left < 0 ? "font-bold text-bad" : "text-soft"}`}
      >
        {left}
        <span className="sr-only"> {t("compose.left")}</span>
      </span>
      <span role="status" className="sr-only">
        {left <= FEW ? t("compose.leftCount", { count: left }) : ""}
      </span>
    </>
  );
}
