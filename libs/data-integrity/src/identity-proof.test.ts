import { createNodeCrypto } from "@mastic/http-signatures/node";
import { expect, test } from "vitest";
import { createIdentityProof, verifyIdentityProof } from "./identity-proof.ts";
import type { JsonObject } from "./json/json.ts";
import { decodeSecretMultikey } from "./multikey/multikey.ts";
import { privateKeyPem } from "./multikey/pem.ts";
import { type Change, changed, vectors } from "./vector.test-support.ts";

const { actorId, valid, invalid } = vectors("identity-proofs") as {
  actorId: string;
  valid: { name: string; statement: JsonObject & { subject: string } }[];
  invalid: (Change & { name: string; code: string })[];
};
const { pairs } = vectors("multikey") as { pairs: { secretKeyMultibase: string }[] };
const privateKey = privateKeyPem(decodeSecretMultikey(pairs[0]?.secretKeyMultibase ?? ""));
const crypto = createNodeCrypto();
const created = Date.UTC(2023, 1, 24, 23, 36, 38);
const options = { now: Date.UTC(2023, 1, 25), crypto };

test.each(valid)("$name verifies, and is what we make", async ({ statement }) => {
  const { subject } = statement;
  expect(await verifyIdentityProof(statement, actorId, options)).toEqual({
    subject,
    alsoKnownAs: actorId,
    created,
  });
  expect(await createIdentityProof(actorId, subject, { privateKey, created, crypto })).toEqual(statement);
});

test.each(invalid)("$name: $code", async ({ code, ...change }) => {
  const [first] = valid;
  const statement = changed(first?.statement ?? {}, change);
  await expect(verifyIdentityProof(statement, actorId, options)).rejects.toMatchObject({ code });
});

test("the DID URL of the key may stand for the DID, and the policy holds", async () => {
  const { subject } = valid[0]?.statement ?? { subject: "" };
  const url = `${subject}#${subject.slice("did:key:".length)}`;
  const made = await createIdentityProof(actorId, url, { privateKey, created, crypto });
  expect(made["subject"]).toBe(subject);
  await expect(
    verifyIdentityProof(made, actorId, { ...options, policy: { maxAgeSeconds: 60 } }),
  ).rejects.toMatchObject({ code: "too_old" });
});
