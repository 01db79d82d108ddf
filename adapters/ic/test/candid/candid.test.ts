import { generate } from "@icp-sdk/bindgen/core";
import { IDL } from "@icp-sdk/core/candid";
import { transform } from "esbuild";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindingsFolder, writeBindings } from "../../build/bindings.ts";
import { canisters, didFile, root, type CanisterName } from "../../build/canisters.ts";
import { methodsOf, type Bindings } from "../../src/frame/interface.ts";
import { differences } from "./subtyping.ts";

const repository = join(root, "../..");
const names = Object.keys(canisters) as CanisterName[];
const wantedFile = (name: CanisterName): string => join(repository, "vectors/candid", `${name}.did`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "candid-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function wantedBindings(name: CanisterName): Promise<Bindings> {
  const declarations = { typescript: true, flat: true } as const;
  const output = { force: true, actor: { disabled: true as const }, declarations };
  await generate({ didFile: wantedFile(name), outDir: folder, output });
  const text = await readFile(join(folder, `${name}.did.ts`), "utf8");
  // Outside the repository there is no package to import.
  const file = join(folder, `${name}.mjs`);
  const { code } = await transform(text.replace(/^import .*$/gm, ""), { loader: "ts" });
  await writeFile(file, code);
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Bindings;
}

describe.each(names)("the interface of the %s canister", (name) => {
  it("is what its bindings were made of", async () => {
    await writeBindings(folder);
    expect(await readFile(join(bindingsFolder, `${name}.did.ts`), "utf8")).toBe(
      await readFile(join(folder, `${name}.did.ts`), "utf8"),
    );
  });

  it("has every type of the specification", async () => {
    const typesOf = async (file: string) =>
      [...(await readFile(file, "utf8")).matchAll(/^type (\w+) =/gm)].map(([, type]) => type);
    const ours = await typesOf(didFile(name));
    const missing = (await typesOf(wantedFile(name))).filter((type) => !ours.includes(type));
    expect(missing).toEqual([]);
  });

  it("has the methods that the specification names without their types", async () => {
    const text = await readFile(wantedFile(name), "utf8");
    const named = /what their types are: (.*)\.$/m.exec(text)?.[1]?.split(", ") ?? [];
    const ours = methodsOf(canisters[name]).map(([method]) => method);
    expect(ours).toEqual(expect.arrayContaining(named));
  });

  it("is that of the specification, but for the differences that are written down", async () => {
    const wanted = await wantedBindings(name);
    const found = differences(canisters[name].idlFactory({ IDL }), wanted.idlFactory({ IDL }));
    const page = await readFile(join(repository, "decisions/021-candid-interface.md"), "utf8");
    const written = [...page.matchAll(/^- `(\w+): (.*)`$/gm)]
      .filter(([, canister]) => canister === name)
      .map(([, , difference]) => difference);
    expect(found.toSorted()).toEqual(written.toSorted());
  });
});

describe("the comparison of interfaces", () => {
  const service = (arg: IDL.Type, reply: IDL.Type, mode: string[] = []) =>
    IDL.Service({ m: IDL.Func([arg], [reply], mode) });
  const { Text, Nat, Null } = IDL;

  it.each<[string, IDL.ServiceClass, IDL.ServiceClass, string[]]>([
    ["the same", service(Text, Nat), service(Text, Nat), []],
    ["a method less", IDL.Service({}), service(Text, Nat), ["m: missing"]],
    ["a query", service(Text, Nat, ["query"]), service(Text, Nat), ["m: query, not update"]],
    ["another argument", service(Nat, Nat), service(Text, Nat), ["m argument: text, not nat"]],
    [
      "an argument that needs more",
      service(IDL.Record({ a: Text, b: Text }), Nat),
      service(IDL.Record({ a: Text }), Nat),
      ["m argument.b: missing"],
    ],
    [
      "an argument that may have more",
      service(IDL.Record({ a: Text, b: IDL.Opt(Text) }), Nat),
      service(IDL.Record({ a: Text }), Nat),
      [],
    ],
    [
      "a reply with less",
      service(Text, IDL.Record({})),
      service(Text, IDL.Record({ a: Text })),
      ["m reply.a: missing"],
    ],
    [
      "a reply with more",
      service(Text, IDL.Record({ a: Text, b: Nat })),
      service(Text, IDL.Record({ a: Text })),
      [],
    ],
    [
      "a case more",
      service(Text, IDL.Variant({ Ok: Null, Err: IDL.Variant({ A: Null, B: Null }) })),
      service(Text, IDL.Variant({ Ok: Null, Err: IDL.Variant({ A: Null }) })),
      ["m reply.Err: also B"],
    ],
    [
      "an element of another type",
      service(Text, IDL.Vec(Text)),
      service(Text, IDL.Vec(Nat)),
      ["m reply[]: text, not nat"],
    ],
    [
      "what was there and may be missing",
      service(Text, IDL.Opt(Text)),
      service(Text, Text),
      ["m reply: opt text, not text"],
    ],
  ])("tells of %s", (_, offered, wanted, expected) => {
    expect(differences(offered, wanted)).toEqual(expected);
  });
});
