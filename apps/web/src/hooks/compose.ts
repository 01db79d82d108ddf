/** Opens the composer, from wherever one writes. */

import { createContext, useContext } from "react";
import type { Post } from "../api/entities/status.ts";

export interface ComposeRequest {
  readonly inReplyTo?: Post;
  readonly text?: string;
}

export const ComposeContext = createContext<(request: ComposeRequest) => void>(() => undefined);

export function useCompose(): (request: ComposeRequest) => void {
  return useContext(ComposeContext);
}
