/** The node: its name, and what it allows. */

import { useQuery } from "@tanstack/react-query";
import { readInstance } from "../api/endpoints/instance.ts";
import type { Instance } from "../api/entities/instance.ts";
import { useApp } from "./app.ts";

export function useInstance(): Instance | undefined {
  const { transport } = useApp();
  return useQuery({ queryKey: ["instance"], queryFn: () => readInstance(transport), staleTime: Infinity })
    .data;
}
