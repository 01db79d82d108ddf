// How fast proofs are verified and made, against raw node:crypto in the same run: medians of alternating rounds.

import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { addProof, assertionMethodOf, encodeMultikey, parseProofs, publicKeyOfPem, verifyProof } from "../src/index.ts"; // prettier-ignore
import { compare, type BenchResult } from "../../../scripts/bench-result.ts";

const ALICE = "https://peer.example/users/alice";
const KEY_ID = `${ALICE}#ed25519-key`;
const NOW = Date.UTC(2026, 0, 1, 12);

/** A Create(Note) of 3 kB, from parsed JSON to the answer, the actor's document at hand. Seven rounds of each. */
export async function benchProofs(milliseconds = 150): Promise<BenchResult[]> {
  const crypto = createNodeCrypto();
  const { publicKeyPem, privateKeyPem } = await crypto.generateKeyPair("ed25519");
  const publicKeyMultibase = encodeMultikey(publicKeyOfPem(publicKeyPem) ?? new Uint8Array());
  const actor = {
    id: ALICE,
    assertionMethod: [{ id: KEY_ID, type: "Multikey", controller: ALICE, publicKeyMultibase }],
  };
  const options = { verificationMethod: KEY_ID, privateKey: privateKeyPem, created: NOW, crypto };
  const signed = await addProof(createNote(), options);
  const publicKey = createPublicKey(publicKeyPem);
  const privateKey = createPrivateKey(privateKeyPem);
  const data = new Uint8Array(64).fill(7);
  const signature = sign(null, data, privateKey);

  const verifyOurs = async (): Promise<void> => {
    const [proof] = parseProofs(signed);
    if (proof === undefined) throw new Error("no proof");
    const key = assertionMethodOf(actor, proof.verificationMethod);
    await verifyProof(proof, signed, key, { now: NOW, policy: { controller: ALICE }, crypto });
  };
  const verifyRaw = (): void => {
    if (!verify(null, data, publicKey, signature)) throw new Error("raw verification failed");
  };
  const document = createNote();
  const signOurs = async (): Promise<void> => {
    await addProof(document, options);
  };
  const signRaw = (): void => void sign(null, data, privateKey);
  return [
    await compare("verify eddsa-jcs-2022", verifyOurs, "raw Ed25519 verify", verifyRaw, milliseconds),
    await compare("sign eddsa-jcs-2022", signOurs, "raw Ed25519 sign", signRaw, milliseconds),
  ];
}

function createNote() {
  const tag = Array.from({ length: 4 }, (_, index) => ({
    type: "Mention",
    href: `https://peer.example/users/user${index}`,
    name: `@user${index}@peer.example`,
  }));
  const audience = { to: ["https://www.w3.org/ns/activitystreams#Public"], cc: [`${ALICE}/followers`] };
  const published = "2026-01-01T12:00:00Z";
  const content = `<p>Gr\u{fc}\u{df}e \u{1f600} ${"text ".repeat(400)}</p>`;
  const id = `${ALICE}/statuses/1`;
  const object = { id, type: "Note", attributedTo: ALICE, content, published, tag, ...audience };
  const context = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"];
  return { "@context": context, id: `${id}/activity`, type: "Create", actor: ALICE, published, object, ...audience }; // prettier-ignore
}
