/** What every screen stands on: the node's ports, and the posts of this session. */

import { createContext, useContext } from "react";
import type { NodePorts } from "../ports/node.ts";
import type { Posts } from "../entities/posts.ts";

export interface App extends NodePorts {
  readonly posts: Posts;
  /** undefined for nobody signed in */
  readonly sessionId: string | undefined;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("useApp outside of the app");
  return app;
}
