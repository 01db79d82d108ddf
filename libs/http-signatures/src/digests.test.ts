import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/digests.json" with { type: "json" };
import {
  createContentDigest,
  createDigest,
  type CryptoPort,
  formatWantDigest,
  parseWantDigest,
  preferredDigest,
  verifyContentDigest,
  verifyDigest,
  verifyReprDigest,
} from "./index.ts";
import { ports } from "./ports.test-support.ts";

const verifiers: Record<string, typeof verifyDigest> = {
  digest: verifyDigest,
  "content-digest": verifyContentDigest,
  "repr-digest": verifyReprDigest,
};

async function verify(field: string, value: string, content: string, crypto: CryptoPort): Promise<void> {
  const verifier = verifiers[field];
  if (verifier === undefined) throw new Error(`no field ${field}`);
  await verifier(value, new TextEncoder().encode(content), crypto);
}

describe.each(ports)("digests on %s", (_, crypto) => {
  test.each(vectors.valid)("$field: $value", async ({ field, value, content, algorithm }) => {
    await expect(verify(field, value, content, crypto)).resolves.toBeUndefined();
    await expect(verify(field, value, `${content} `, crypto)).rejects.toMatchObject({
      code: "digest_mismatch",
    });
    if (algorithm !== "sha-256" && algorithm !== "sha-512") return;
    const create = field === "digest" ? createDigest : createContentDigest;
    expect(await create(new TextEncoder().encode(content), crypto, algorithm)).toBe(value);
    if (algorithm === "sha-256") expect(await create(new TextEncoder().encode(content), crypto)).toBe(value);
  });

  test.each(vectors.invalid)("refuses $field: $value ($source)", async ({ field, value, content, code }) => {
    await expect(verify(field, value, content, crypto)).rejects.toMatchObject({ code });
  });
});

describe("wanted digests", () => {
  test.each(vectors.want.valid)("$value", ({ value, preferences, preferred }) => {
    const given = JSON.parse(JSON.stringify(preferences)) as Record<string, number>;
    expect(parseWantDigest(value)).toEqual(given);
    expect(preferredDigest(given)).toBe(preferred);
    expect(formatWantDigest(given)).toBe(value);
  });

  test.each(vectors.want.invalid)("refuses $value", ({ value, code }) => {
    expect(() => parseWantDigest(value)).toThrow(expect.objectContaining({ code }));
  });

  test("a weight that is none is not written", () => {
    const unserializable = expect.objectContaining({ code: "field_unserializable" }) as Error;
    expect(() => formatWantDigest({ "sha-256": 1.5 })).toThrow(unserializable);
    expect(() => formatWantDigest({ "SHA-256": 1 })).toThrow(unserializable);
  });
});
