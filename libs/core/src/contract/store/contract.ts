/** The contract of the store port: every engine gives the same answers to the same calls. */

import type * as FastCheck from "fast-check";
import { constraintCases } from "./constraints.ts";
import { durabilityCases } from "./durability.ts";
import { effectCases } from "./effects.ts";
import type { ContractCase, OpenStore } from "./harness.ts";
import { modelCase } from "./model.ts";
import { rowCases } from "./rows.ts";
import { scanCases } from "./scans.ts";
import { turnCases } from "./turns.ts";

/** The words of a test framework that the contract is written in: vitest, node:test and others have them. */
export interface TestApi {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** The cases without a test framework, under the part of the port that they are about. */
export const storeCases: Readonly<Record<string, readonly ContractCase[]>> = {
  rows: rowCases,
  constraints: constraintCases,
  scans: scanCases,
  turns: turnCases,
  effects: effectCases,
};

/** The cases for engines whose data outlive their process. */
export const durableStoreCases: Readonly<Record<string, readonly ContractCase[]>> = {
  durability: durabilityCases,
};

/**
 * Declares the contract's tests for one engine.
 *
 * @param api `{ describe, it }` of the test framework, and fast-check
 * @param name what the engine is called
 * @param open opens a new, empty store
 * @param options.isDurable whether the data outlive the process, and `reopen` is there
 */
export function storeContract(
  { describe, it, fc }: TestApi & { readonly fc: typeof FastCheck },
  name: string,
  open: OpenStore,
  options: { readonly isDurable: boolean },
): void {
  const durable = options.isDurable ? durableStoreCases : {};
  describe(`the store contract on ${name}`, () => {
    for (const [part, cases] of Object.entries({ ...storeCases, ...durable, model: [modelCase(fc)] }))
      describe(part, () => {
        for (const { name: promise, run } of cases) it(promise, () => run(open));
      });
  });
}
