/** The node: its name, and what it allows. */

import { queryOptions, useQuery } from "@tanstack/react-query";
import { readInstance } from "../api/endpoints/instance.ts";
import type { Instance } from "../api/entities/instance.ts";
import type { Transport } from "../ports/transport.ts";
import { useApp } from "./app.ts";

export function instanceOptions(transport: Transport) {
  return queryOptions({
    queryKey: ["instance"],
    queryFn: () => readInstance(transport),
    staleTime: Infinity,
  });
}

export function useInstance(): Instance | undefined {
  return useQuery(instanceOptions(useApp().transport)).data;
}
