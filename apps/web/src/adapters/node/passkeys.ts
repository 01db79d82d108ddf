/** Makes and uses passkeys with the browser (WebAuthn Level 3, section 5.1): JSON of the node in, JSON for the node out. */

import * as z from "zod/mini";
import { SignInMeansError } from "../../ports/signInMeans.ts";

/** Browsers read options from JSON since 2025 at the latest. */
export function canUsePasskeys(): boolean {
  return (
    typeof PublicKeyCredential === "function" &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

const descriptors = z.array(
  z.object({
    id: z.string(),
    type: z.literal("public-key"),
    transports: z._default(z.array(z.string()), []),
  }),
);
const requirement = z.enum(["discouraged", "preferred", "required"]);

const creation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal("public-key") })),
  timeout: z.number(),
  excludeCredentials: descriptors,
  authenticatorSelection: z.object({ residentKey: requirement, userVerification: requirement }),
  attestation: z.literal("none"),
});

const request = z.object({
  challenge: z.string(),
  timeout: z.number(),
  rpId: z.string(),
  allowCredentials: descriptors,
  userVerification: requirement,
});

/** @param options of the node @returns RegistrationResponseJSON, as text @throws {SignInMeansError} */
export async function makePasskey(options: unknown): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(parsed(creation, options));
  return answered(() => navigator.credentials.create({ publicKey }));
}

/** @param options of the node @returns AuthenticationResponseJSON, as text @throws {SignInMeansError} */
export async function usePasskey(options: unknown): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(parsed(request, options));
  return answered(() => navigator.credentials.get({ publicKey }));
}

function parsed<T>(shape: z.ZodMiniType<T>, options: unknown): T {
  const read = z.safeParse(shape, options);
  if (!read.success) throw new SignInMeansError("refused", "The server asked for something else.");
  return read.data;
}

async function answered(ask: () => Promise<Credential | null>): Promise<string> {
  try {
    // Its toJSON() is what the node reads.
    return JSON.stringify(await ask());
  } catch (error) {
    const isKnown = error instanceof DOMException && error.name === "InvalidStateError";
    throw new SignInMeansError(isKnown ? "known_device" : "given_up", "The device made no passkey.");
  }
}
