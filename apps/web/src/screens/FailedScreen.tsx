/** In the place of a screen that could not be loaded, or shown. */

import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { FailedState } from "../components/states.tsx";

export function FailedScreen({ error }: ErrorComponentProps): ReactElement {
  return <FailedState error={error} onRetry={() => location.reload()} />;
}
