/** How whoever is signed in can sign in, where the node keeps that. */

import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { SignInMeans } from "../ports/signInMeans.ts";
import { useApp } from "./app.ts";

const MEANS = ["signInMeans"];

export function useSignInMeans(): UseQueryResult<SignInMeans | null> {
  const { session, sessionId } = useApp();
  return useQuery({
    queryKey: MEANS,
    queryFn: async () => (await session.signInMeans?.read()) ?? null,
    enabled: sessionId !== undefined && session.signInMeans !== undefined,
    staleTime: 0,
  });
}

/** @returns what takes a newer answer */
export function useNewerMeans(): (means: SignInMeans) => void {
  const client = useQueryClient();
  return (means) => client.setQueryData(MEANS, means);
}
