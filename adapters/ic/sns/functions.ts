/** The generic proposals of `sns_functions.yaml` against the interface of the Directory (WI-4.3). */

import { IDL } from "@icp-sdk/core/candid";
import { z } from "zod";
import * as directory from "../src/candid/directory.did.ts";

const topics = [
  ...["DaoCommunitySettings", "SnsFrameworkManagement", "DappCanisterManagement", "ApplicationBusinessLogic"],
  ...["Governance", "TreasuryAssetManagement", "CriticalDappOperations"],
] as const;

export const functionsSchema = z.array(
  z.strictObject({
    /** The network keeps the ids below 1,000 for itself. */
    id: z.int().min(1_000),
    name: z.string().min(1).max(256),
    description: z.string().max(10_000),
    topic: z.enum(topics),
    canister: z.literal("directory"),
    validator_method_name: z.string(),
    target_method_name: z.string(),
  }),
);

export type GenericFunction = z.infer<typeof functionsSchema>[number];

/** What a validator has to answer, by the SNS: how the proposal reads, or why it may not be made. */
const rendering = IDL.Variant({ Ok: IDL.Text, Err: IDL.Text });

/** @returns one sentence for each fault */
export function faultsOfFunctions(functions: readonly GenericFunction[]): string[] {
  const methods = new Map(directory.idlFactory({ IDL })._fields);
  const ids = functions.map(({ id }) => id);
  return [
    ...(new Set(ids).size < ids.length ? ["An id is there twice."] : []),
    ...functions.flatMap((it) => faultsOf(it, methods)),
  ];
}

function faultsOf(
  { id, validator_method_name, target_method_name }: GenericFunction,
  methods: ReadonlyMap<string, IDL.FuncClass>,
): string[] {
  const validator = methods.get(validator_method_name);
  const target = methods.get(target_method_name);
  if (validator === undefined) return [`${id}: the Directory has no method ${validator_method_name}.`];
  if (target === undefined) return [`${id}: the Directory has no method ${target_method_name}.`];
  const faults: string[] = [];
  if (validator.retTypes.map(nameOf).join() !== nameOf(rendering)) {
    faults.push(`${id}: ${validator_method_name} does not answer ${nameOf(rendering)}.`);
  }
  if (validator.argTypes.map(nameOf).join() !== target.argTypes.map(nameOf).join()) {
    faults.push(`${id}: the two methods do not take the same payload.`);
  }
  if (target.annotations.length > 0)
    faults.push(`${id}: ${target_method_name} is a query, and changes nothing.`);
  return faults;
}

function nameOf(type: IDL.Type): string {
  return type.display();
}
