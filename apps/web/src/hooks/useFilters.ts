/** The filters of whoever is signed in. */

import { useQuery } from "@tanstack/react-query";
import { readFilters } from "../api/endpoints/filters.ts";
import { useApp } from "./app.ts";

export const FILTERS = ["filters"] as const;

export function useFilters() {
  const { transport, sessionId } = useApp();
  return useQuery({
    queryKey: FILTERS,
    queryFn: () => readFilters(transport),
    enabled: sessionId !== undefined,
  });
}
