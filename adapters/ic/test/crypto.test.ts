import { createHash, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CryptoCanister } from "./cryptoCanister/canister.ts";

const pem = {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;
const M = 1_000_000n;
const data = Buffer.from("(request-target): post /inbox");

describe("cryptography in a canister", () => {
  let canister: CryptoCanister;
  beforeAll(async () => {
    canister = await CryptoCanister.install();
  });
  afterAll(() => canister.runtime.tearDown());

  it("hashes as node does, at every length about a block, and large ones", async () => {
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 1_000, 100_000]) {
      const bytes = randomBytes(length);
      const digest = await canister.run({
        name: "digest",
        algorithm: "sha-256",
        data: bytes.toString("hex"),
      });
      expect(digest, `${length} bytes`).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
    expect(await canister.run({ name: "digest", algorithm: "sha-512", data: data.toString("hex") })).toBe(
      createHash("sha512").update(data).digest("hex"),
    );
  });

  it.each([2048, 3072, 4096])("signs with and verifies by RSA keys of %i bits", async (modulusLength) => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength, ...pem });
    await canister.instructions();
    const signature = await canister.run({
      name: "sign",
      algorithm: "rsa-v1_5-sha256",
      key: privateKey,
      data: data.toString("hex"),
    });
    const [signing] = await canister.instructions();
    expect(sign("sha256", data, privateKey).toString("hex")).toBe(signature);
    const step = {
      name: "verify",
      algorithm: "rsa-v1_5-sha256",
      key: publicKey,
      data: data.toString("hex"),
    } as const;
    expect(await canister.run({ ...step, signature: String(signature) })).toBe(true);
    const [verifying] = await canister.instructions();
    if (modulusLength === 2048) {
      expect(signing).toBeLessThan(200n * M);
      expect(verifying).toBeLessThan(25n * M);
    }
    const wrong = String(signature);
    for (const other of [
      `${wrong.slice(0, 20)}${wrong[20] === "0" ? "1" : "0"}${wrong.slice(21)}`,
      wrong.slice(2),
      `${wrong}00`,
      "",
      "00".repeat(modulusLength / 8),
      "ff".repeat(modulusLength / 8),
    ]) {
      expect(await canister.run({ ...step, signature: other })).toBe(false);
    }
    expect(await canister.run({ ...step, data: "00", signature: wrong })).toBe(false);
  });

  it("verifies Ed25519, and has the network sign with keys that nobody holds", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519", pem);
    const step = { name: "verify", algorithm: "ed25519", data: data.toString("hex") } as const;
    const byNode = sign(null, data, privateKey).toString("hex");
    expect(await canister.run({ ...step, key: publicKey, signature: byNode })).toBe(true);
    expect(await canister.run({ ...step, key: publicKey, data: "00", signature: byNode })).toBe(false);
    expect(await canister.run({ ...step, key: publicKey, signature: "00" })).toBe(false);

    await canister.instructions();
    const own = { name: "sign", algorithm: "ed25519", key: privateKey, data: data.toString("hex") } as const;
    expect(await canister.run(own)).toBe(byNode);
    expect(await canister.run(own)).toBe(byNode);
    for (const instructions of await canister.instructions()) expect(instructions).toBeLessThan(100n * M);

    const pair = (await canister.run({ name: "derive", path: "assertion" })) as {
      publicKeyPem: string;
      privateKeyPem: string;
    };
    expect(pair.privateKeyPem).toBe("threshold-ed25519:dfx_test_key/assertion");
    const signature = String(
      await canister.run({
        name: "sign",
        algorithm: "ed25519",
        key: pair.privateKeyPem,
        data: data.toString("hex"),
      }),
    );
    expect(verify(null, data, pair.publicKeyPem, Buffer.from(signature, "hex"))).toBe(true);
  });

  it("refuses keys it cannot use", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256", ...pem });
    for (const key of [publicKey, "", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"]) {
      await expect(
        canister.run({ name: "verify", algorithm: "rsa-v1_5-sha256", key, data: "", signature: "" }),
      ).rejects.toThrow("SignatureError");
    }
  });

  it("makes RSA-2048 key pairs in slices, from raw_rand", async () => {
    await canister.instructions();
    await canister.run({ name: "generate" });
    for (let slice = 0; slice < 100 && (await canister.run({ name: "made" })) === null; slice += 1) {
      await canister.runtime.tick();
    }
    const slices = await canister.instructions();
    const pair = (await canister.run({ name: "made" })) as { publicKeyPem: string; privateKeyPem: string };
    const signature = sign("sha256", data, pair.privateKeyPem);
    expect(signature).toHaveLength(256);
    expect(verify("sha256", data, pair.publicKeyPem, signature)).toBe(true);
    for (const instructions of slices) expect(instructions).toBeLessThan(10_000n * M);
  });
});
