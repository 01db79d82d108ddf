/** An authenticator in software (WebAuthn section 6), which can also do what no honest one does. */

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { z } from "zod";

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();

/** RFC 8949: as much of CBOR as authenticators write. */
function cbor(value: number | string | Uint8Array | readonly unknown[] | Map<unknown, unknown>): Buffer {
  const head = (major: number, size: number): Buffer =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const items = value instanceof Map ? [...value].flat() : value;
  const size = value instanceof Map ? value.size : value.length;
  return Buffer.concat([head(value instanceof Map ? 5 : 4, size), ...items.map((it) => cbor(it as string))]);
}

const creation = z.object({ challenge: z.string(), user: z.object({ id: z.string() }) });
const request = z.object({ challenge: z.string() });

/** What it lies about. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** User present (1), user verified (4). */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly attestation?: readonly [format: string, statement: Map<unknown, unknown>];
  readonly id?: Buffer;
}

const PRESENT_AND_VERIFIED = 0x05;
const HAS_KEY = 0x40;

export class Authenticator {
  readonly #origin: string;
  #id: Buffer = randomBytes(32);
  readonly #key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  #counter = 0;
  #userHandle = "";

  constructor(origin: string) {
    this.#origin = origin;
    this.#key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  get id(): string {
    return base64url(this.#id);
  }

  /** RegistrationResponseJSON, as text. */
  create(options: unknown, lies: Lies = {}): string {
    const { challenge, user } = creation.parse(options);
    this.#userHandle = user.id;
    if (lies.id !== undefined) this.#id = lies.id;
    const { x = "", y = "" } = this.#key.publicKey.export({ format: "jwk" });
    const key = cbor(
      new Map<unknown, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, "base64url")], [-3, Buffer.from(y, "base64url")]]),
    ); // prettier-ignore
    const size = Buffer.from([this.#id.length >> 8, this.#id.length & 255]);
    const data = Buffer.concat([this.#data(lies, HAS_KEY), Buffer.alloc(16), size, this.#id, key]);
    const [format, statement] = lies.attestation ?? ["none", new Map()];
    const attestation = new Map<unknown, unknown>([["fmt", format], ["attStmt", statement], ["authData", data]]); // prettier-ignore
    return JSON.stringify({
      ...this.#named(),
      response: {
        clientDataJSON: this.#client("webauthn.create", challenge, lies),
        attestationObject: base64url(cbor(attestation)),
        transports: ["internal"],
      },
    });
  }

  /** AuthenticationResponseJSON, as text. */
  get(options: unknown, lies: Lies = {}): string {
    const { challenge } = request.parse(options);
    this.#counter += 1;
    const data = this.#data(lies);
    const clientDataJSON = this.#client("webauthn.get", challenge, lies);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return JSON.stringify({
      ...this.#named(),
      response: {
        clientDataJSON,
        authenticatorData: base64url(data),
        signature: base64url(sign("sha256", signed, this.#key.privateKey)),
        userHandle: lies.userHandle === undefined ? this.#userHandle : lies.userHandle,
      },
    });
  }

  #named(): object {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {} };
  }

  #data(lies: Lies, more = 0): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.#counter);
    const flags = (lies.flags ?? PRESENT_AND_VERIFIED) | more;
    return Buffer.concat([
      sha256(lies.rpId ?? new URL(this.#origin).hostname),
      Buffer.from([flags]),
      counter,
    ]);
  }

  #client(type: string, challenge: string, lies: Lies): string {
    const said = { type, challenge, origin: this.#origin, crossOrigin: false };
    const { origin, challenge: other, type: otherType } = lies;
    return base64url(
      JSON.stringify({
        ...said,
        ...(origin === undefined ? {} : { origin }),
        ...(other === undefined ? {} : { challenge: other }),
        ...(otherType === undefined ? {} : { type: otherType }),
      }),
    );
  }
}
