/** How people sign in to their account, where the node keeps that: passwords and passkeys. */

/** That the person is still there, asked anew before what cannot be undone. */
export type Proof = { readonly kind: "password"; readonly password: string } | { readonly kind: "passkey" };

export interface Passkey {
  readonly id: string;
  /** Empty where its owner has given it none. */
  readonly name: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface SignInMeans {
  /** This browser makes and uses passkeys at the node's address. */
  readonly canUsePasskeys: boolean;
  readonly hasPassword: boolean;
  /** The oldest first. */
  readonly passkeys: readonly Passkey[];
}

/** Every call throws a {@link SignInMeansError}. */
export interface SignInMeansPort {
  read(): Promise<SignInMeans>;
  /** Lets the device make a passkey. */
  add(proof: Proof, name: string): Promise<SignInMeans>;
  rename(id: string, name: string): Promise<SignInMeans>;
  /** Ends all sessions of the account, this one included. */
  remove(id: string, proof: Proof): Promise<void>;
}

export type SignInMeansErrorCode =
  /** It is not the password, or not one of the passkeys. */
  | "not_proven"
  /** The person said no to the device, or the device to the person. */
  | "given_up"
  /** The device has a passkey of this account already. */
  | "known_device"
  /** Too often; or again too soon. */
  | "too_many"
  /** The node said no for another reason, or the session is over. */
  | "refused"
  | "offline";

export class SignInMeansError extends Error {
  override readonly name = "SignInMeansError";
  readonly code: SignInMeansErrorCode;

  constructor(code: SignInMeansErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
