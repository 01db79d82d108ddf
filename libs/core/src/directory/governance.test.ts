import { describe, expect, it } from "vitest";
import { memoryStore } from "../memory/store.ts";
import { coreSchema } from "../schema/schema.ts";
import { instance } from "../user/homes.test-support.ts";
import { createDirectory } from "./directory.ts";

async function handedOver() {
  const now = () => 1_795_000_000_000;
  const store = memoryStore(coreSchema, { clock: now });
  const directory = createDirectory({ store, instance, now, random: (length) => new Uint8Array(length) });
  await directory.setUp({ initialModerator: "m" });
  await directory.setGovernance({ principal: "g" });
  return directory;
}

describe("an instance with a governance", () => {
  it("names it", async () => {
    expect(await (await handedOver()).governance()).toBe("g");
  });

  it("is not handed over again", async () => {
    const directory = await handedOver();
    await expect(directory.setGovernance({ principal: "other" })).rejects.toMatchObject({
      code: "Unauthorized",
    });
    expect(await directory.governance()).toBe("g");
  });

  it("takes moderators, suspensions, removals and domain blocks from it alone", async () => {
    const directory = await handedOver();
    const m = { principal: "m" };
    const refused = {
      code: "Unauthorized",
      message: "The governance of this instance decides this, by proposals.",
    };
    await expect(directory.addModerator(m, { principal: "n" })).rejects.toMatchObject(refused);
    await expect(directory.removeModerator(m, { principal: "m" })).rejects.toMatchObject(refused);
    await expect(directory.suspend(m, { handle: "alice" })).rejects.toMatchObject(refused);
    await expect(directory.unsuspend(m, { handle: "alice" })).rejects.toMatchObject(refused);
    await expect(directory.removeProfile(m, { handle: "alice" })).rejects.toMatchObject(refused);
    const decision = { domain: "far.example", severity: "suspend" } as const;
    await expect(directory.blockDomain(m, decision)).rejects.toMatchObject(refused);
    await directory.blockDomain({ principal: "g" }, decision);
    await expect(directory.unblockDomain(m, decision)).rejects.toMatchObject(refused);
    await directory.addModerator({ principal: "g" }, { principal: "n" });
    expect(await directory.listModerators()).toEqual(["m", "n"]);
  });

  it("leaves reports to moderators, and shows them what it has decided about servers", async () => {
    const directory = await handedOver();
    await directory.blockDomain({ principal: "g" }, { domain: "far.example", severity: "silence" });
    expect(await directory.listDomainBlocks({ principal: "m" }, { limit: 10 })).toMatchObject([
      { domain: "far.example", severity: "silence" },
    ]);
    expect(await directory.listReports({ principal: "m" }, { state: "Open", limit: 10 })).toEqual([]);
  });

  it("does not count nobody as it", async () => {
    const directory = await handedOver();
    await expect(directory.addModerator({ principal: null }, { principal: "n" })).rejects.toMatchObject({
      code: "Unauthorized",
    });
  });
});
