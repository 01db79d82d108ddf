import { expect, it } from "vitest";
import { domainBlocks } from "../schema/instance.ts";
import { homes, instance } from "../user/homes.test-support.ts";
import { keepDomainBlocks } from "./keepDomainBlocks.ts";

it("decisions of the Directory are kept as they are now, and enforced where they change", async () => {
  const world = homes();
  const ctx = { store: world.store, instance, now: () => world.clock, random: () => new Uint8Array() };
  const kept = async () =>
    (await world.store.view(0n, (view) => view.scan(domainBlocks, { limit: 10 }))).rows.map(
      ({ domain, severity }) => [domain, severity],
    );
  const enforced = async () => {
    const found = await world.store.effects.claim({ now: world.clock, limit: 10, leaseMillis: 1_000 });
    await world.store.effects.complete(found.map(({ id }) => id));
    return found.map(({ kind, payload }) => [kind, payload]);
  };
  const about = (domain: string) => ["enforceDomainBlock", { domain }];
  await keepDomainBlocks(ctx, [
    { domain: "a.example", severity: "suspend" },
    { domain: "b.example", severity: "silence" },
    { domain: "c.example", severity: null },
  ]);
  expect(await kept()).toEqual([
    ["a.example", "suspend"],
    ["b.example", "silence"],
  ]);
  expect(await enforced()).toEqual([about("a.example"), about("b.example")]);
  await keepDomainBlocks(ctx, [
    { domain: "a.example", severity: null },
    { domain: "b.example", severity: "silence" },
  ]);
  expect(await kept()).toEqual([["b.example", "silence"]]);
  expect(await enforced()).toEqual([about("a.example")]);
});
