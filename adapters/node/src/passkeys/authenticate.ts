/** Using a passkey (WebAuthn section 7.2): to sign in, or to show that one is still the owner of an account. */

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type { Context } from "hono";
import { INSTANCE } from "@mastic/core";
import { readAuthentication, type AuthenticationAnswer } from "./answers.ts";
import { beginCeremony, CEREMONY_MILLIS, takeCeremony, type CeremonyPorts } from "./ceremony.ts";
import { PasskeyError } from "./error.ts";
import { refusing, webAuthn } from "./library.ts";
import { requireRelyingParty } from "./relyingParty.ts";
import { passkeys, type PasskeyRow } from "./tables.ts";

/**
 * @param owner whose passkeys may answer, and which those are; to sign in, those answer that the authenticator knows
 * @throws {PasskeyError} `unavailable`
 */
export async function beginAuthentication(
  ports: CeremonyPorts,
  c: Context,
  owner?: { readonly principal: string; readonly passkeys: readonly PasskeyRow[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const party = requireRelyingParty(ports.instance);
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    timeout: CEREMONY_MILLIS,
    userVerification: "required",
    ...(owner === undefined
      ? {}
      : {
          allowCredentials: owner.passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
        }),
  });
  const { challenge } = options;
  const purpose = owner === undefined ? "signIn" : "prove";
  await beginCeremony(ports, c, { challenge, purpose, principal: owner?.principal ?? null });
  return options;
}

/**
 * @param text what the browser answered, in JSON
 * @param count counts the attempt at the account; what it throws ends the attempt
 * @returns which passkey it was, and whose
 * @throws {PasskeyError} `unavailable`, `stale`, `refused`
 */
export async function finishAuthentication(
  ports: CeremonyPorts,
  c: Context,
  purpose: "signIn" | "prove",
  text: string,
  count: (principal: string) => void,
): Promise<Pick<PasskeyRow, "id" | "principal">> {
  const party = requireRelyingParty(ports.instance);
  const ceremony = await takeCeremony(ports, c, purpose);
  const answer = readAuthentication(text);
  const { id } = answer;
  const known = await ports.store.view(INSTANCE, (view) => view.get(passkeys, { id }));
  if (known === undefined || !isOf(known, answer, ceremony.principal)) throw new PasskeyError("refused");
  const { principal } = known;
  count(principal);
  const { verifyAuthenticationResponse } = await webAuthn();
  const { verified, authenticationInfo } = await refusing(() =>
    verifyAuthenticationResponse({
      response: {
        ...answer,
        response: { ...answer.response, userHandle: answer.response.userHandle ?? "" },
        clientExtensionResults: {},
      },
      expectedChallenge: ceremony.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id, publicKey: new Uint8Array(known.publicKey), counter: known.counter },
    }),
  );
  if (!verified) throw new PasskeyError("refused");
  const { newCounter: counter } = authenticationInfo;
  await ports.store.turn(INSTANCE, async (turn) => {
    // It may have been removed, or used elsewhere, while it was checked.
    const row = await turn.get(passkeys, { id });
    if (row === undefined || (counter <= row.counter && counter + row.counter > 0)) {
      throw new PasskeyError("refused");
    }
    await turn.update(passkeys, { id }, { counter, lastUsedAt: turn.now });
  });
  return { id, principal };
}

/** WebAuthn section 7.2, step 6: the account that the authenticator means is the one that the passkey is of. */
function isOf({ principal }: PasskeyRow, answer: AuthenticationAnswer, expected: string | null): boolean {
  const said = answer.response.userHandle ?? undefined;
  // Who was not asked as somebody has to say who they are.
  if (said === undefined) return principal === expected;
  const isMeant = said === Buffer.from(principal).toString("base64url");
  return isMeant && (expected === null || expected === principal);
}
