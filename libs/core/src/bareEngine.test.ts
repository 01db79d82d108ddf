import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bareEngine, readmeExample } from "../../../scripts/bare-engine.test-support.ts";
import { defaultLimits } from "./context.ts";
import { journeys } from "./contract/journeys/journeys.ts";
import { crypto, keyCrypto } from "./nodeCrypto.test-support.ts";

const start = Date.UTC(2026, 5, 1);

const lent = { crypto, keyCrypto, random: (length: number) => randomBytes(length) };
const instance = {
  origin: "https://mastic.example",
  host: "mastic.example",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: defaultLimits,
  authorizedFetch: false,
};
const lending = { lent, instance, start };

describe("an engine without any ambient capability", () => {
  it("runs the README's example", async () => {
    const engine = await bareEngine(readmeExample(import.meta.dirname), import.meta.dirname, lending);
    const status: unknown = await engine.evaluate(
      "example.firstPost({ ...lent, instance, now: () => start, fetch: () => Promise.reject(new Error('offline')) })",
    );
    expect(status).toMatchObject({
      uri: expect.stringMatching(/^https:\/\/mastic\.example\/users\/alice\/statuses\/[0-9]+$/) as string,
      tags: ["fediverse"],
      visibility: "public",
    });
  });

  it("plays every journey", async () => {
    const engine = await bareEngine(
      `
      import { joinedNodes, journeys, playJourney } from "@mastic/core/contract";
      import { memoryStore } from "@mastic/core/memory";
      const open = async ({ schema, clock }) => {
        const store = memoryStore(schema, { clock });
        return { store, close: () => store.close() };
      };
      export async function play(lent) {
        const transcripts = {};
        for (const journey of journeys) {
          transcripts[journey.story] = await playJourney(journey, () => joinedNodes({ ...lent, open }));
        }
        return JSON.stringify(transcripts);
      }
    `,
      import.meta.dirname,
      lending,
    );
    const played = (await engine.evaluate("example.play(lent)")) as string;
    const transcripts = JSON.parse(played) as Record<string, readonly string[]>;
    expect(Object.keys(transcripts)).toEqual(journeys.map((journey) => journey.story));
    for (const [story, lines] of Object.entries(transcripts)) {
      const file = new URL(`contract/journeys/transcripts/${story}.txt`, import.meta.url);
      expect(`${lines.join("\n")}\n`).toBe(readFileSync(file, "utf8"));
    }
  }, 60_000);
});
