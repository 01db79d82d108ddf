import { createNodeCrypto } from "@mastic/http-signatures/node";
import { expect, test } from "vitest";
import { bareEngine, readmeExample } from "../../../scripts/bare-engine.test-support.ts";

test("the README's example runs in an engine that has nothing but the language", async () => {
  const cryptoPort = createNodeCrypto();
  const { publicKeyPem, privateKeyPem } = await cryptoPort.generateKeyPair("ed25519");
  const engine = await bareEngine(readmeExample(import.meta.dirname), import.meta.dirname, {
    cryptoPort,
    publicKeyPem,
    privateKeyPem,
  });
  for (const name of ["URL", "fetch", "Buffer", "setTimeout", "structuredClone", "Intl"]) {
    expect(engine.evaluate(`typeof ${name}`)).toBe("undefined");
  }
  const roundTrip = (now: string) =>
    engine.evaluate(`example.roundTrip(cryptoPort, publicKeyPem, privateKeyPem, ${now})`) as Promise<unknown>;
  const now = Date.UTC(2026, 10, 21);
  const alice = "https://peer.example/users/alice";
  const verified = JSON.parse(JSON.stringify(await roundTrip(String(now)))) as unknown;
  expect(verified).toMatchObject({
    verificationMethod: `${alice}#ed25519-key`,
    controller: alice,
    created: now,
    document: { type: "Like", actor: alice },
  });
  expect(verified).not.toHaveProperty("document.proof");
  await expect(roundTrip("NaN")).rejects.toMatchObject({ name: "IntegrityError", code: "options_invalid" });
});
