/** Opens the composer, from wherever one writes. */

import { createContext, useContext } from "react";
import type { DeletedStatus, Post } from "../api/entities/status.ts";

export interface ComposeRequest {
  readonly inReplyTo?: Post;
  readonly quoted?: Post;
  readonly text?: string;
  /** A post of one's own that gets a new version. */
  readonly edited?: Post;
  /** A post that was deleted to be written again. */
  readonly redrafted?: DeletedStatus;
}

export const ComposeContext = createContext<(request: ComposeRequest) => void>(() => undefined);

export function useCompose(): (request: ComposeRequest) => void {
  return useContext(ComposeContext);
}
