/** Tells menus, tabs and dialogs which way the language of the app is written: what stands at whose side, and what an arrow key does. */

import { DirectionProvider } from "@base-ui/react/direction-provider";
import type { ReactElement, ReactNode } from "react";
import { directionOf } from "./direction.ts";
import { useLanguage } from "./useT.ts";

export function Directed({ children }: { readonly children: ReactNode }): ReactElement {
  return <DirectionProvider direction={directionOf(useLanguage())}>{children}</DirectionProvider>;
}
