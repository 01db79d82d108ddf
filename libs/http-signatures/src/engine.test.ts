import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { bareEngine, readmeExample } from "../../../scripts/bare-engine.test-support.ts";

test("the README's example runs without any ambient capability", async () => {
  const { subtle } = webcrypto;
  const now = Date.UTC(2026, 0, 1);
  const example = readmeExample(import.meta.dirname);
  const engine = await bareEngine(example, import.meta.dirname, { subtle, now });
  const verified: unknown = await engine.evaluate(
    "example.roundTrip(subtle, new Uint8Array([123, 125]), now)",
  );
  expect(verified).toMatchObject({
    scheme: "cavage",
    keyId: "https://peer.example/users/alice#main-key",
    algorithm: "rsa-v1_5-sha256",
    signedAt: now,
  });
  const altered = "example.roundTrip(subtle, new Uint8Array([123, 125]), NaN)";
  await expect(engine.evaluate(altered)).rejects.toMatchObject({ name: "SignatureError" });
});
