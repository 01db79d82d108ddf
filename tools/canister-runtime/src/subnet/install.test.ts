import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inline, install, text, u32, u64, wat } from "../wat.test-support.ts";

/** Heap word 0 and stable word 0 are 7 after init; post_upgrade sets heap word 4 to 9. */
const versioned = (more = ""): Uint8Array =>
  wat(`
  (func (export "canister_init")
    (drop (call $stable_grow (i64.const 1)))
    (i32.store (i32.const 0) (i32.const 7))
    (call $stable_write (i64.const 0) (i64.const 0) (i64.const 4))
    (drop (call $timer_set (i64.const 1)))
    (call $certify (i32.const 0) (i32.const 4)))
  (func (export "canister_query heap") (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_query upgraded") (call $reply_i32 (i32.load (i32.const 4))))
  (func (export "canister_query stable")
    (call $stable_read (i64.const 8) (i64.const 0) (i64.const 4))
    (call $reply_i32 (i32.load (i32.const 8))))
  (func (export "canister_query pages") (call $reply_i64 (call $stable_size)))
  (func (export "canister_query version") (call $reply_i64 (call $version)))
  ${more}`);

const postUpgrade = `(func (export "canister_post_upgrade") (i32.store (i32.const 4) (i32.const 9)))`;

async function setUp() {
  const runtime = await inline();
  const canisterId = await install(runtime, versioned());
  const read = async (method: string): Promise<number> =>
    u32(await runtime.queryCall({ canisterId, method }));
  return { runtime, canisterId, read };
}

describe("installing", () => {
  it("runs the start function, then init, with the argument", async () => {
    const runtime = await inline();
    const module = wat(`
      (func $start (i32.store (i32.const 0) (i32.const 5)))
      (start $start)
      (func (export "canister_init")
        (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (call $arg_size))))
      (func (export "canister_query get") (call $reply_i32 (i32.load (i32.const 0))))`);
    const canisterId = await install(runtime, module, { arg: new Uint8Array(20) });
    expect(u32(await runtime.queryCall({ canisterId, method: "get" }))).toBe(25);
    expect((await runtime.takeExecutions()).map(({ entry, mode }) => [entry, mode])).toEqual([
      ["start", "s"],
      ["canister_init", "I"],
      ["canister_query get", "NRQ"],
    ]);
  });

  it("takes modules that are compressed, and tells their hash as they came", async () => {
    const { runtime, canisterId, read } = await setUp();
    const compressed = new Uint8Array(gzipSync(versioned()));
    await runtime.reinstallCode({ canisterId, wasm: compressed });
    expect(await read("heap")).toBe(7);
    const { canisters } = await runtime.state();
    const { createHash } = await import("node:crypto");
    expect(Buffer.from(canisters.get(canisterId.toText())?.module?.hash ?? [])).toEqual(
      createHash("sha256").update(compressed).digest(),
    );
  });

  it("fails as a whole if init traps", async () => {
    const runtime = await inline();
    const canisterId = await runtime.createCanister();
    const trapping = wat(
      `(func (export "canister_init") (drop (call $stable_grow (i64.const 1))) unreachable)`,
    );
    await expect(runtime.installCode({ canisterId, wasm: trapping })).rejects.toMatchObject({
      errorCode: "IC0502",
    });
    await expect(runtime.queryCall({ canisterId, method: "heap" })).rejects.toMatchObject({
      errorCode: "IC0537",
    });
    await runtime.installCode({ canisterId, wasm: versioned() });
    expect(u64(await runtime.queryCall({ canisterId, method: "pages" }))).toBe(1n);
  });

  it("refuses to install over code, and to upgrade what has none", async () => {
    const { runtime, canisterId } = await setUp();
    await expect(runtime.installCode({ canisterId, wasm: versioned() })).rejects.toMatchObject({
      errorCode: "IC0514",
    });
    const empty = await runtime.createCanister();
    await expect(runtime.upgradeCanister({ canisterId: empty, wasm: versioned() })).rejects.toMatchObject({
      errorCode: "IC0537",
    });
  });

  it("only lets controllers do it", async () => {
    const { runtime, canisterId } = await setUp();
    const sender = await runtime.createCanister();
    const wasm = versioned();
    await expect(runtime.reinstallCode({ canisterId, wasm, sender })).rejects.toMatchObject({
      code: "not_accepted",
      errorCode: "IC0512",
    });
  });

  it("uploads large modules in chunks", async () => {
    const runtime = await inline();
    const canisterId = await runtime.createCanister();
    const noise = Buffer.alloc(3_000_000, "incompressible? it does not matter here").toString("latin1");
    const large = wat(`(func (export "canister_query get") (call $reply_i32 (i32.const 3)))
      (data $noise "${noise}")`);
    expect(large.length).toBeGreaterThan(2_500_000);
    await runtime.installCode({ canisterId, wasm: large });
    expect(u32(await runtime.queryCall({ canisterId, method: "get" }))).toBe(3);
  });
});

describe("upgrading", () => {
  it("keeps stable memory and certified data, and nothing of the heap", async () => {
    const { runtime, canisterId, read } = await setUp();
    await runtime.upgradeCanister({ canisterId, wasm: versioned(postUpgrade) });
    expect([await read("heap"), await read("upgraded"), await read("stable")]).toEqual([0, 9, 7]);
    const { canisters } = await runtime.state();
    expect([...(canisters.get(canisterId.toText())?.certifiedData ?? [])]).toEqual([7, 0, 0, 0]);
  });

  it("keeps the heap too where that is asked for", async () => {
    const { runtime, canisterId, read } = await setUp();
    await runtime.upgradeCanister({
      canisterId,
      wasm: versioned(postUpgrade),
      upgradeModeOptions: { skip_pre_upgrade: [], wasm_memory_persistence: [{ keep: null }] },
    });
    expect([await read("heap"), await read("upgraded"), await read("stable")]).toEqual([7, 9, 7]);
  });

  it("runs pre_upgrade of the old code and post_upgrade of the new, which sees the new version", async () => {
    const runtime = await inline();
    const old = wat(`
      (func (export "canister_init") (drop (call $stable_grow (i64.const 1))))
      (func (export "canister_pre_upgrade")
        (i64.store (i32.const 0) (call $version))
        (call $stable_write (i64.const 0) (i64.const 0) (i64.const 8)))`);
    const fresh = wat(`
      (func (export "canister_post_upgrade")
        (i64.store (i32.const 0) (call $version))
        (call $stable_write (i64.const 8) (i64.const 0) (i64.const 8)))
      (func (export "canister_query versions")
        (call $stable_read (i64.const 0) (i64.const 0) (i64.const 16))
        (call $append (i32.const 0) (i32.const 16)) (call $reply))`);
    const canisterId = await install(runtime, old);
    await runtime.upgradeCanister({ canisterId, wasm: fresh });
    const versions = await runtime.queryCall({ canisterId, method: "versions" });
    expect(u64(versions.subarray(8))).toBe(u64(versions) + 1n);
  });

  it.each([
    ["pre_upgrade traps", "pre"],
    ["post_upgrade traps", "post"],
    ["the new start function traps", "start"],
    ["the new module is invalid", "invalid"],
  ])("changes nothing if %s", async (_, where) => {
    const runtime = await inline();
    const scribble = `(i32.store (i32.const 0) (i32.const 1)) (call $stable_write (i64.const 0) (i64.const 0) (i64.const 4))`;
    const old = versioned(
      where === "pre"
        ? `(func (export "canister_pre_upgrade") ${scribble} unreachable)`
        : `(func (export "canister_pre_upgrade") ${scribble})`,
    );
    const canisterId = await install(runtime, old);
    const read = async (method: string): Promise<number> =>
      u32(await runtime.queryCall({ canisterId, method }));
    const version = await read("version");
    const fresh = {
      pre: versioned(),
      post: versioned(
        `(func (export "canister_post_upgrade") ${scribble} (drop (call $stable_grow (i64.const 5))) unreachable)`,
      ),
      start: versioned(`(func $go ${scribble} unreachable) (start $go)`),
      invalid: Uint8Array.of(0, 1, 2),
    }[where];
    await expect(runtime.upgradeCanister({ canisterId, wasm: fresh ?? old })).rejects.toMatchObject({
      rejectCode: 5,
    });
    expect([await read("heap"), await read("stable"), await read("pages"), await read("version")]).toEqual([
      7,
      7,
      1,
      version,
    ]);
  });

  it("can skip pre_upgrade", async () => {
    const runtime = await inline();
    const stuck = versioned(`(func (export "canister_pre_upgrade") unreachable)`);
    const canisterId = await install(runtime, stuck);
    await runtime.upgradeCanister({
      canisterId,
      wasm: versioned(),
      upgradeModeOptions: { skip_pre_upgrade: [true], wasm_memory_persistence: [] },
    });
    expect(u32(await runtime.queryCall({ canisterId, method: "stable" }))).toBe(7);
  });
});

describe("reinstalling and uninstalling", () => {
  it("forgets stable memory", async () => {
    const { runtime, canisterId, read } = await setUp();
    await runtime.reinstallCode({
      canisterId,
      wasm: wat(`(func (export "canister_query pages") (call $reply_i64 (call $stable_size)))`),
    });
    expect(await read("pages")).toBe(0);
  });

  it("takes the code away, and a call to it then finds none", async () => {
    const { runtime, canisterId } = await setUp();
    await runtime.uninstallCode({ canisterId });
    await expect(runtime.updateCall({ canisterId, method: "heap" })).rejects.toMatchObject({
      errorCode: "IC0537",
    });
    const { canisters } = await runtime.state();
    expect(canisters.get(canisterId.toText())?.module).toBeUndefined();
  });

  it("leaves a stable memory of hundreds of gigabytes as cheap as what was written", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`
      (func (export "canister_update far")
        (drop (call $stable_grow (i64.const 8192000)))
        (call $stable_write (i64.const 500000000000) (i64.const 100) (i64.const 4))
        (call $reply))
      (func (export "canister_update too_far") (call $reply_i64 (call $stable_grow (i64.const 8192001))))
      (func (export "canister_query read")
        (call $stable_read (i64.const 0) (i64.const 500000000000) (i64.const 4))
        (call $append (i32.const 0) (i32.const 4)) (call $reply))
      (data (i32.const 100) "here")`),
      { cycles: 10n ** 24n },
    );
    await runtime.updateCall({ canisterId, method: "far" });
    expect(text(await runtime.queryCall({ canisterId, method: "read" }))).toBe("here");
    expect(u64(await runtime.updateCall({ canisterId, method: "too_far" }))).toBe(2n ** 64n - 1n);
  });
});
