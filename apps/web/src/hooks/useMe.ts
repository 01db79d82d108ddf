/** Whoever is signed in. */

import { useQuery } from "@tanstack/react-query";
import { verifyCredentials } from "../api/endpoints/accounts.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import { useApp } from "./app.ts";

export const ME = ["me"] as const;

export function useMe(): CredentialAccount | undefined {
  const { transport, sessionId } = useApp();
  return useQuery({
    queryKey: ME,
    queryFn: () => verifyCredentials(transport),
    enabled: sessionId !== undefined,
    staleTime: Infinity,
  }).data;
}
