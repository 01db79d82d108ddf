/** Executes queries and composite queries, of which nothing stays (interface specification, "Query call"). */
import { joinBytes } from "../execution/join-bytes.ts";
import { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import { freezingLimit } from "../cycles/balance.ts";
import { type CallContext, type Closure, newContext, type Response } from "../execution/call-context.ts";
import type { ExecutionInput, OutgoingCall } from "../execution/execution.ts";
import type { Mode } from "../execution/mode.ts";
import type { Instance } from "../wasm/instance.ts";
import { begin, execute, exported, type Outcome, rollBack } from "./execute.ts";
import { queryManagement } from "../management/query.ts";
import { notFound, notReplied, rejection, trapRejection } from "./rejection.ts";
import type { Subnet } from "./subnet.ts";

export interface Query {
  caller: Principal;
  canisterId: Principal;
  method: string;
  argument: Uint8Array;
}

/** What one query call from outside has used so far, with all the calls that it makes. */
interface Budget {
  instructions: bigint;
  depth: number;
  /** The canisters whose queries are under way. */
  active: Set<string>;
}

export function executeQuery(subnet: Subnet, query: Query): Response {
  if (query.canisterId.compareTo(Principal.managementCanister()) === "eq")
    return queryManagement(subnet, query);
  const budget: Budget = { instructions: subnet.limits.queryInstructions, depth: 0, active: new Set() };
  return evaluate(subnet, query, budget);
}

function evaluate(subnet: Subnet, query: Query, budget: Budget): Response {
  if (query.canisterId.compareTo(Principal.managementCanister()) === "eq")
    return queryManagement(subnet, query);
  const canister = subnet.find(query.canisterId);
  if (canister === undefined) return notFound(query.canisterId);
  const name = canister.id.toText();
  const from = `Error from Canister ${name}: `;
  const { instance } = canister;
  if (canister.status.kind === "stopped") return rejection("IC0508", `Canister ${name} is stopped`);
  if (canister.status.kind === "stopping") return rejection("IC0509", `Canister ${name} is stopping`);
  if (instance === undefined) return rejection("IC0537", `${from}the canister contains no Wasm module`);
  const kind = instance.module.interface.methods.get(query.method);
  if (kind === undefined || kind === "update") {
    return rejection("IC0536", `${from}Canister has no query method '${query.method}'`);
  }
  if (canister.cycles < freezingLimit(canister)) {
    return rejection("IC0207", `Canister ${name} is unable to process query calls because it's frozen`);
  }
  if (budget.active.has(canister.key)) {
    return rejection("IC0517", `Canister ${name} cannot be called recursively by a composite query`);
  }
  if (budget.depth >= subnet.limits.queryCallDepth) {
    return rejection("IC0525", `Composite queries may call each other ${subnet.limits.queryCallDepth} deep`);
  }
  budget.active.add(canister.key);
  budget.depth += 1;
  begin(canister, instance);
  const response = new QueryRun(subnet, canister, instance, query, budget).answer(kind);
  rollBack(canister, instance);
  budget.depth -= 1;
  budget.active.delete(canister.key);
  const statistics = canister.queryStatistics;
  statistics.calls += 1n;
  statistics.requestBytes += BigInt(query.argument.length);
  statistics.replyBytes += BigInt(response.kind === "reply" ? response.data.length : 0);
  return response;
}

/** One canister's part in a query: its method and the callbacks of the calls that it makes. */
class QueryRun {
  readonly #subnet: Subnet;
  readonly #canister: Canister;
  readonly #instance: Instance;
  readonly #query: Query;
  readonly #budget: Budget;
  readonly #context: CallContext;

  constructor(subnet: Subnet, canister: Canister, instance: Instance, query: Query, budget: Budget) {
    this.#subnet = subnet;
    this.#canister = canister;
    this.#instance = instance;
    this.#query = query;
    this.#budget = budget;
    this.#context = newContext(query);
  }

  answer(kind: "query" | "composite_query"): Response {
    const composite = kind === "composite_query";
    const entry = exported(`canister_${kind} ${this.#query.method}`);
    let { execution, trap } = this.#run(entry, composite ? "CQ" : "NRQ", {
      argument: this.#query.argument,
      certificate: this.#budget.depth === 1,
    });
    const open: OutgoingCall[] = [];
    for (;;) {
      if (trap === undefined) {
        if (execution.response !== undefined) return execution.response;
        open.push(...execution.calls);
      }
      const call = open.shift();
      // A callback that trapped leaves the answer to the others, if there are any.
      if (call === undefined)
        return trap === undefined ? notReplied(this.#canister) : trapRejection(this.#canister, trap);
      if (this.#budget.instructions <= 0n) return this.#exhausted();
      const response = evaluate(
        this.#subnet,
        {
          caller: this.#canister.id,
          canisterId: Principal.fromUint8Array(call.callee),
          method: call.method,
          argument: joinBytes(call.argument),
        },
        this.#budget,
      );
      ({ execution, trap } = this.#callback(call, response));
    }
  }

  #exhausted(): Response {
    return rejection(
      "IC0526",
      "The composite query and the queries that it called used up their instructions",
    );
  }

  #callback(call: OutgoingCall, response: Response): Outcome {
    this.#savepoint();
    const outcome =
      response.kind === "reply"
        ? this.#run(closure("reply callback", call.reply), "CRy", { argument: response.data })
        : this.#run(closure("reject callback", call.reject), "CRt", { rejection: response });
    if (outcome.trap === undefined) return outcome;
    this.#rollBackToSavepoint();
    if (call.cleanup !== undefined) {
      this.#savepoint();
      const code = response.kind === "reply" ? 0 : response.code;
      const { trap } = this.#run(closure("cleanup callback", call.cleanup), "CC", {
        rejection: { code, message: "" },
      });
      if (trap !== undefined) this.#rollBackToSavepoint();
    }
    return outcome;
  }

  #savepoint(): void {
    this.#instance.savepoint();
    this.#canister.stable.savepoint();
  }

  #rollBackToSavepoint(): void {
    this.#instance.rollBackToSavepoint();
    this.#canister.stable.rollBackToSavepoint();
  }

  #run(entry: ReturnType<typeof exported>, mode: Mode, more: Partial<ExecutionInput>): Outcome {
    const outcome = execute(this.#subnet, this.#canister, this.#instance, entry, {
      mode,
      caller: this.#query.caller,
      instructionLimit: this.#budget.instructions,
      context: this.#context,
      ...more,
    });
    const { instructions } = outcome.execution;
    this.#budget.instructions -= instructions;
    this.#context.instructions += instructions;
    this.#canister.queryStatistics.instructions += instructions;
    return outcome;
  }
}

const closure = (name: string, { index, environment }: Closure): ReturnType<typeof exported> => ({
  name,
  run: (instance) => instance.runCallback(index, environment),
});
