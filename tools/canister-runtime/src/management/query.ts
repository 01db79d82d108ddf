/** The methods of the management canister that can be called as queries, by users and by composite queries (interface specification, "Request: Query call"). */
import type { Response } from "../execution/call-context.ts";
import type { Query } from "../subnet/query-execution.ts";
import { rejection } from "../subnet/rejection.ts";
import type { Subnet } from "../subnet/subnet.ts";
import { runManagementMethod } from "./execute.ts";
import { managementMethods } from "./methods.ts";

const queries = new Set(["canister_status", "fetch_canister_logs"]);

export function queryManagement(subnet: Subnet, query: Query): Response {
  const { caller, method, argument, canisterId } = query;
  if (!queries.has(method)) {
    return rejection("IC0536", `Management canister has no query method '${method}'`);
  }
  const answer = runManagementMethod(
    {
      subnet,
      request: {
        origin: { kind: "system" },
        caller,
        callee: canisterId,
        method,
        argument,
        cycles: 0n,
        deadline: 0n,
      },
      callerCanister: subnet.find(caller),
      cycles: 0n,
    },
    managementMethods.get(method),
  );
  return answer ?? rejection("IC0407", `'${method}' has no answer`);
}
