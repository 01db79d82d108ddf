/** Making a passkey (WebAuthn section 7.1): discoverable, and used only by whom the authenticator has verified. */

import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import type { Context } from "hono";
import { readRegistration } from "./answers.ts";
import { beginCeremony, CEREMONY_MILLIS, takeCeremony, type CeremonyPorts } from "./ceremony.ts";
import { PasskeyError } from "./error.ts";
import { ALGORITHMS, refusing, webAuthn, webAuthnHelpers } from "./library.ts";
import { requireRelyingParty } from "./relyingParty.ts";
import type { PasskeyRow } from "./tables.ts";

/** What is kept of a passkey when it is made. */
export type NewPasskey = Pick<PasskeyRow, "id" | "principal" | "publicKey" | "counter" | "transports">;

/**
 * @param owner.handle under which the authenticator shows it
 * @param known what its owner has already: an authenticator does not make a second one
 * @throws {PasskeyError} `unavailable`
 */
export async function beginRegistration(
  ports: CeremonyPorts,
  c: Context,
  purpose: "signUp" | "add",
  owner: { readonly principal: string; readonly handle: string },
  known: readonly PasskeyRow[] = [],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const party = requireRelyingParty(ports.instance);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: owner.handle,
    userDisplayName: owner.handle,
    // Says nothing of the person, and is the same for all their passkeys (WebAuthn section 14.6.1).
    userID: new TextEncoder().encode(owner.principal),
    timeout: CEREMONY_MILLIS,
    attestationType: "none",
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  await beginCeremony(ports, c, { challenge: options.challenge, purpose, principal: owner.principal });
  return options;
}

/** @param text what the browser answered, in JSON @throws {PasskeyError} `unavailable`, `stale`, `refused` */
export async function finishRegistration(
  ports: CeremonyPorts,
  c: Context,
  purpose: "signUp" | "add",
  text: string,
): Promise<NewPasskey> {
  const party = requireRelyingParty(ports.instance);
  const { challenge, principal } = await takeCeremony(ports, c, purpose);
  const answer = readRegistration(text);
  const { verifyRegistrationResponse } = await webAuthn();
  const { verified, registrationInfo } = await refusing(async () => {
    await refuseCertificates(answer.response.attestationObject);
    return verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      supportedAlgorithmIDs: ALGORITHMS,
    });
  });
  if (!verified || principal === null) throw new PasskeyError("refused");
  const { id, publicKey, counter } = registrationInfo.credential;
  return { id, principal, publicKey, counter, transports: answer.response.transports };
}

/**
 * Nobody is asked who made their authenticator. To check a certificate the library would fetch lists of revoked ones
 * from addresses that the certificate names: from wherever a stranger likes.
 */
async function refuseCertificates(attestationObject: string): Promise<void> {
  const { decodeAttestationObject, isoBase64URL } = await webAuthnHelpers();
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = attestation.get("fmt");
  const isSelfMade = format === "packed" && attestation.get("attStmt").get("x5c") === undefined;
  if (format !== "none" && !isSelfMade) throw new PasskeyError("refused");
}
