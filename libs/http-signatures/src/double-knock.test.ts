import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/knocks.json" with { type: "json" };
import { doubleKnock, type KnockAnswer, type KnownHost, type SignatureScheme } from "./index.ts";

const { now, cases } = vectors;

function knownHost(known: { scheme: string; learnedAt: number } | undefined): KnownHost | undefined {
  if (known === undefined) return undefined;
  return { scheme: known.scheme === "rfc9421" ? "rfc9421" : "cavage", learnedAt: known.learnedAt };
}

describe("double-knocking", () => {
  test.each(cases)("$name", async ({ known, answers, sent, learned, final }) => {
    const memory = new Map<string, KnownHost>();
    const before = knownHost(known);
    if (before !== undefined) memory.set("peer.example", before);
    const schemes: SignatureScheme[] = [];
    const answer = await doubleKnock<KnockAnswer>("peer.example", {
      now,
      store: { get: (host) => memory.get(host), set: (host, value) => void memory.set(host, value) },
      send: (scheme) => {
        const next = answers[schemes.push(scheme) - 1];
        if (next === undefined) throw new Error("sent once too often");
        return Promise.resolve(next);
      },
    });
    expect(schemes).toEqual(sent);
    expect(answer).toBe(answers[final]);
    expect(memory.get("peer.example")).toEqual(
      learned === undefined ? before : { scheme: learned, learnedAt: now },
    );
  });

  test("what sending throws goes through, and nothing is remembered", async () => {
    const set = (): never => {
      throw new Error("remembered");
    };
    const attempt = doubleKnock("peer.example", {
      now,
      store: { get: () => undefined, set },
      send: () => Promise.reject(new Error("no route")),
    });
    await expect(attempt).rejects.toThrow("no route");
  });
});
