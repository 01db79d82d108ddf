import { createNodeCrypto } from "@mastic/http-signatures/node";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { KeyCrypto } from "../../context.ts";
import { memoryStore } from "../../memory/store.ts";
import { joinedNodes } from "./joinedNodes.ts";
import { playJourney } from "./journey.ts";
import { journeys } from "./journeys.ts";

const keyCrypto: KeyCrypto = {
  generateKeyPair: async (algorithm) => {
    const encoding = {
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    } as const;
    const { publicKey, privateKey } =
      algorithm === "ed25519"
        ? generateKeyPairSync("ed25519", encoding)
        : generateKeyPairSync("rsa", { modulusLength: 2048, ...encoding });
    return { publicKeyPem: publicKey, privateKeyPem: privateKey };
  },
};

const open = (performances: 1 | 2) => () =>
  joinedNodes({
    performances,
    crypto: createNodeCrypto(),
    keyCrypto,
    random: (length) => randomBytes(length),
    open: async ({ schema, clock }) => {
      const store = memoryStore(schema, { clock });
      return { store, close: () => store.close() };
    },
  });

describe("journeys on the memory store", () => {
  it.each(journeys)("$story: $title", async (journey) => {
    const transcript = await playJourney(journey, open(1));
    await expect(`${transcript.join("\n")}\n`).toMatchFileSnapshot(`./transcripts/${journey.story}.txt`);
  });

  it.each(journeys)("$story is the same when every effect is performed twice", async (journey) => {
    const transcript = await playJourney(journey, open(2));
    await expect(`${transcript.join("\n")}\n`).toMatchFileSnapshot(`./transcripts/${journey.story}.txt`);
  });

  it("name no story twice", () => {
    expect(new Set(journeys.map((it) => it.story)).size).toBe(journeys.length);
  });
});
