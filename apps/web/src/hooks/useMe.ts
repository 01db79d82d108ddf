/** Whoever is signed in. */

import { queryOptions, useQuery } from "@tanstack/react-query";
import { verifyCredentials } from "../api/endpoints/accounts.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import type { Transport } from "../ports/transport.ts";
import { useApp } from "./app.ts";

export const ME = ["me"] as const;

export function meOptions(transport: Transport) {
  return queryOptions({ queryKey: ME, queryFn: () => verifyCredentials(transport), staleTime: Infinity });
}

export function useMe(): CredentialAccount | undefined {
  const { transport, sessionId } = useApp();
  return useQuery({ ...meOptions(transport), enabled: sessionId !== undefined }).data;
}
