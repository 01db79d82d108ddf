/** The canister's environment variables (interface specification, "Environment Variables"). */
import { settingLimits } from "../canister/settings.ts";
import { type Execution, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function nameAt(x: Execution, index: number): Uint8Array {
  const variable = x.canister.settings.environmentVariables[index];
  if (variable === undefined) throw violation(`there is no environment variable ${index}`);
  return encode(variable.name);
}

function readName(x: Execution, source: number, size: number): string {
  if (size > settingLimits.environmentBytes) throw violation("an environment variable's name is too long");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(x.copyIn(source, size));
  } catch (thrown) {
    if (thrown instanceof TypeError) throw violation("an environment variable's name is no UTF-8 text");
    throw thrown;
  }
}

function valueOf(x: Execution, source: number, size: number): Uint8Array {
  const name = readName(x, source, size);
  const variable = x.canister.settings.environmentVariables.find((candidate) => candidate.name === name);
  if (variable === undefined) throw violation(`there is no environment variable "${name}"`);
  return encode(variable.value);
}

export const environmentFunctions: SystemFunctions = {
  env_var_count: systemFunction(":p", "*", 500, (x) => x.canister.settings.environmentVariables.length),
  env_var_name_size: systemFunction("p:p", "*", 500, (x, index: number) => nameAt(x, index).length),
  env_var_name_copy: systemFunction(
    "pppp",
    "*",
    500,
    (x, index: number, target: number, offset: number, size: number) =>
      x.copyOut(nameAt(x, index), target, offset, size),
  ),
  env_var_name_exists: systemFunction("pp:i", "*", 500, (x, source: number, size: number) => {
    const name = readName(x, source, size);
    return x.canister.settings.environmentVariables.some((variable) => variable.name === name) ? 1 : 0;
  }),
  env_var_value_size: systemFunction(
    "pp:p",
    "*",
    500,
    (x, source: number, size: number) => valueOf(x, source, size).length,
  ),
  env_var_value_copy: systemFunction(
    "ppppp",
    "*",
    500,
    (x, source: number, size: number, target: number, offset: number, length: number) =>
      x.copyOut(valueOf(x, source, size), target, offset, length),
  ),
};
