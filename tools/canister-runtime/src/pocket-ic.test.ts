import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startCanisterHost } from "./pocket-ic.ts";
import { u32, wat } from "./wat.test-support.ts";

afterEach(() => vi.unstubAllEnvs());

const counter = wat(`
  (func (export "canister_update add")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (call $reply_i32 (i32.load (i32.const 0))))`);

describe("a host of canisters", () => {
  // With POCKET_IC_BIN and @dfinity/pic this runs on PocketIC.
  it("installs, calls, upgrades, moves the clock and fills up with cycles", async () => {
    const { host } = await startCanisterHost({ thread: "inline" });
    const canisterId = await host.createCanister();
    await host.installCode({ canisterId, wasm: counter });
    expect(u32(await host.updateCall({ canisterId, method: "add" }))).toBe(1);
    await host.upgradeCanister({ canisterId, wasm: counter });
    expect(u32(await host.updateCall({ canisterId, method: "add" }))).toBe(1);
    const before = await host.getTime();
    await host.advanceTime(60_000);
    await host.tick();
    expect(await host.getTime()).toBeGreaterThanOrEqual(before + 60_000);
    const cycles = await host.getCyclesBalance(canisterId);
    expect(await host.addCycles(canisterId, 5)).toBeGreaterThan(cycles - 1_000_000_000n);
    await host.tearDown();
  });

  it("is the runtime where POCKET_IC_BIN names nothing", async () => {
    vi.stubEnv("POCKET_IC_BIN", "");
    const { kind, host } = await startCanisterHost({ thread: "inline" });
    expect(kind).toBe("runtime");
    await host.tearDown();
  });

  it("says what is missing where PocketIC cannot be started", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pocket-ic-test-"));
    const server = join(folder, "pocket-ic");
    await writeFile(server, "#!/bin/sh\nexit 1\n");
    await chmod(server, 0o700);
    vi.stubEnv("POCKET_IC_BIN", server);
    await expect(startCanisterHost()).rejects.toMatchObject({ code: "invalid_argument" });
    await rm(folder, { recursive: true });
  });
});
