/** The lists of whoever is signed in. */

import { useQuery } from "@tanstack/react-query";
import { readLists } from "../api/endpoints/lists.ts";
import { useApp } from "./app.ts";

export const LISTS = ["lists"] as const;

export function useLists() {
  const { transport, sessionId } = useApp();
  return useQuery({
    queryKey: LISTS,
    queryFn: () => readLists(transport),
    enabled: sessionId !== undefined,
  });
}
