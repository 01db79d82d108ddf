import { joinedNodes, journeys, playJourney, type JourneyHost } from "@mastic/core/contract";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TestMap, trap } from "./stableMap.test-support.ts";
import { openStableStore } from "./store.ts";

const crypto = createNodeCrypto();

/** Two nodes whose stores are stable maps. @param performances how often each effect is performed */
function stableNodes(performances: 1 | 2): Promise<JourneyHost> {
  return joinedNodes({
    performances,
    crypto,
    keyCrypto: {
      generateKeyPair: async (algorithm) =>
        crypto.generateKeyPair(algorithm === "ed25519" ? "ed25519" : "rsa"),
    },
    random: (length) => randomBytes(length),
    open: async ({ schema, clock }) => {
      const store = openStableStore({ map: new TestMap(), schema, clock, trap });
      return { store, close: () => store.close() };
    },
  });
}

/** What every host must tell of a story. */
function transcriptOf(story: string): string[] {
  const folder = "../../../../libs/core/src/contract/journeys/transcripts";
  const file = new URL(`${folder}/${story}.txt`, import.meta.url);
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

describe("journeys on the store in stable memory", () => {
  it.each(journeys)("$story: $title", async (journey) => {
    expect(await playJourney(journey, () => stableNodes(1))).toEqual(transcriptOf(journey.story));
  });

  it.each(journeys)("$story is the same when every effect is performed twice", async (journey) => {
    expect(await playJourney(journey, () => stableNodes(2))).toEqual(transcriptOf(journey.story));
  });
});
