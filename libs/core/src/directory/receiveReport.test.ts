import { describe, expect, it } from "vitest";
import { reports } from "../schema/instance.ts";
import { homes, instance } from "../user/homes.test-support.ts";
import { receiveReport } from "./receiveReport.ts";

const report = {
  activityUri: "https://far.example/flags/1",
  reporterUri: "https://far.example/actor",
  content: "<p>Spam &amp; lies</p>",
};

describe("a report from another server, where statuses are elsewhere", () => {
  it("is about the first account of this node that it names, and kept once", async () => {
    const world = homes();
    const [alice, bob] = [await world.home("alice"), await world.home("bob")];
    const ctx = { store: world.store, instance, now: () => world.clock, random: () => new Uint8Array() };
    const own = `${alice.account.uri}/statuses/5`;
    const objectUris = ["https://far.example/x", own, alice.account.uri, `${bob.account.uri}/statuses/6`];
    expect(await receiveReport(ctx, { ...report, objectUris })).toBe(true);
    expect(await receiveReport(ctx, { ...report, objectUris })).toBe(true);
    const { rows } = await world.store.view(0n, (view) => view.scan(reports, { limit: 10 }));
    expect(rows).toMatchObject([
      {
        reporter: report.reporterUri,
        targetActorUri: alice.account.uri,
        targetStatusUris: [own],
        reason: "Spam & lies",
        state: "Open",
      },
    ]);
  });

  it("is dropped when it names nobody here", async () => {
    const world = homes();
    const far = await world.remote("far");
    const ctx = { store: world.store, instance, now: () => world.clock, random: () => new Uint8Array() };
    for (const objectUris of [[], [far.uri], [`${instance.origin}/users/nobody`], [`${instance.origin}/x`]]) {
      expect(await receiveReport(ctx, { ...report, objectUris })).toBe(false);
    }
  });
});
