/** What a module must be to become a canister's code (interface specification, "WebAssembly module requirements"). */
import { CanisterRuntimeError } from "../error.ts";
import { externalKind, functionType, type ModuleOutline, valueType } from "./module-outline.ts";
import { type Sections, sectionId } from "./sections.ts";

export const moduleLimits = {
  /** Bytes, after decompression. */
  moduleBytes: 100 * 2 ** 20,
  codeBytes: 10 * 2 ** 20,
  functions: 50_000,
  globals: 1_000,
  customSections: 16,
  customSectionBytes: 2 ** 20,
  methods: 1_000,
  methodNameBytes: 20_000,
} as const;

const entryPoints = new Set([
  "canister_init",
  "canister_inspect_message",
  "canister_pre_upgrade",
  "canister_post_upgrade",
  "canister_heartbeat",
  "canister_global_timer",
  "canister_on_low_wasm_memory",
]);

export type MethodKind = "update" | "query" | "composite_query";

export interface ModuleInterface {
  methods: Map<string, MethodKind>;
  /** Exported entry points such as `canister_init`. */
  entryPoints: Set<string>;
  /** Custom sections `icp:public name` and `icp:private name`. */
  metadata: Map<string, { visibility: "public" | "private"; content: Uint8Array }>;
}

/** @throws CanisterRuntimeError `invalid_module` */
export function readInterface(sections: Sections, outline: ModuleOutline): ModuleInterface {
  refuse(
    outline.definedFunctions.length > moduleLimits.functions,
    "the module defines more than 50,000 functions",
  );
  refuse(outline.globals.length > moduleLimits.globals, "the module declares more than 1,000 globals");
  const vector = outline.globals.some((global) => global.mutable && global.valueType === valueType.v128);
  refuse(vector, "a mutable global of type v128 could not be rolled back");
  const code = sections.known.get(sectionId.code)?.length ?? 0;
  refuse(code > moduleLimits.codeBytes, "the module has more than 10 MiB of code");
  return { ...readExports(outline), metadata: readMetadata(sections) };
}

function readExports(outline: ModuleOutline): Pick<ModuleInterface, "methods" | "entryPoints"> {
  const methods: ModuleInterface["methods"] = new Map();
  const found: ModuleInterface["entryPoints"] = new Set();
  let nameBytes = 0;
  for (const { name, kind, index } of outline.exports) {
    if (!name.startsWith("canister_") || kind !== externalKind.function) continue;
    const method = /^canister_(update|query|composite_query) (.*)$/su.exec(name);
    refuse(method === null && !entryPoints.has(name), `the module may not export "${name}"`);
    const type = functionType(outline, index);
    refuse(type.parameters.length + type.results.length > 0, `"${name}" is no function from () to ()`);
    if (method === null) {
      found.add(name);
      continue;
    }
    const [, methodKind = "", methodName = ""] = method;
    refuse(methods.has(methodName), `the method "${methodName}" is exported twice`);
    methods.set(methodName, methodKind as MethodKind);
    nameBytes += new TextEncoder().encode(methodName).length;
  }
  refuse(methods.size > moduleLimits.methods, "the module exports more than 1,000 methods");
  refuse(nameBytes > moduleLimits.methodNameBytes, "the names of the methods are longer than 20,000 bytes");
  return { methods, entryPoints: found };
}

function readMetadata(sections: Sections): ModuleInterface["metadata"] {
  const metadata: ModuleInterface["metadata"] = new Map();
  let bytes = 0;
  for (const { name, content } of sections.custom) {
    if (!name.startsWith("icp:")) continue;
    const match = /^icp:(public|private) (.*)$/su.exec(name);
    refuse(match === null, `a custom section may not be called "${name}"`);
    const [, visibility = "", sectionName = ""] = match ?? [];
    refuse(metadata.has(sectionName), `the custom section "${sectionName}" occurs twice`);
    metadata.set(sectionName, { visibility: visibility as "public" | "private", content });
    bytes += sectionName.length + content.length;
  }
  refuse(metadata.size > moduleLimits.customSections, "the module has more than 16 custom sections");
  refuse(bytes > moduleLimits.customSectionBytes, "the custom sections are larger than 1 MiB");
  return metadata;
}

function refuse(wrong: boolean, message: string): void {
  if (wrong) throw new CanisterRuntimeError("invalid_module", message);
}
