/** What browsers send back of a ceremony: RegistrationResponseJSON and AuthenticationResponseJSON (WebAuthn section 5.1). */

import { z } from "zod";
import { PasskeyError } from "./error.ts";

/** In characters: credential ids have at most 1,023 octets (WebAuthn section 5.1), and so have public keys in practice. */
const ID = 1_364;
const LONGEST = 16_384;

const base64url = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/);

const shared = { id: base64url(ID), rawId: base64url(ID), type: z.literal("public-key") };

const registration = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url(LONGEST),
    attestationObject: base64url(LONGEST),
    transports: z.array(z.string().regex(/^[\w-]{1,32}$/)).max(8).default([]),
  }),
}); // prettier-ignore

const authentication = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url(LONGEST),
    authenticatorData: base64url(LONGEST),
    signature: base64url(LONGEST),
    userHandle: base64url(128).nullish(),
  }),
});

export type RegistrationAnswer = z.infer<typeof registration>;
export type AuthenticationAnswer = z.infer<typeof authentication>;

/** @throws {PasskeyError} `refused` */
export function readRegistration(text: string): RegistrationAnswer {
  return read(registration, text);
}

/** @throws {PasskeyError} `refused` */
export function readAuthentication(text: string): AuthenticationAnswer {
  return read(authentication, text);
}

function read<T>(shape: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PasskeyError("refused", { cause });
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new PasskeyError("refused", { cause: parsed.error });
  return parsed.data;
}
