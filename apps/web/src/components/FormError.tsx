/** Why a form was not taken: in the server's words where it said what is wrong. */

import type { ReactElement } from "react";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { errorText } from "./states.tsx";

export function FormError({ error }: { readonly error: unknown }): ReactElement | null {
  const t = useT();
  if (error == null) return null;
  return (
    <p role="alert" className="font-medium wrap-anywhere text-bad">
      {error instanceof ApiError && error.code === "refused" ? error.message : t(errorText(error))}
    </p>
  );
}
