/**
 * Runs in a browser window, in place of Internet Identity's hosted page: whoever types a name is that person, and lets
 * the app's key speak for them (ICRC-29: Window Post Message Transport; ICRC-34: Delegation).
 */

import { DelegationChain } from "@icp-sdk/core/identity";
import { identityOf } from "./identity.ts";

/** Of the browser, whose types the tests do not have. */
interface Window {
  readonly opener: { postMessage(message: unknown, origin: string): void };
  addEventListener(
    type: "message",
    listener: (event: { readonly data: Request; readonly origin: string }) => void,
  ): void;
}
interface Request {
  readonly id: string;
  readonly method: string;
  readonly params?: { readonly publicKey: string; readonly maxTimeToLive?: string };
}
declare const window: Window;
declare const document: {
  querySelector(selector: string): { value: string; onsubmit?: (event: { preventDefault(): void }) => void };
};

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const octets = (text: string): Uint8Array => Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
const HOUR_NANOS = 3_600_000_000_000n;

const chosen = new Promise<string>((resolve) => {
  document.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    resolve(document.querySelector("input").value);
  };
});

window.addEventListener("message", ({ data, origin }) => {
  const answer = (result: unknown): void =>
    window.opener.postMessage({ jsonrpc: "2.0", id: data.id, result }, origin);
  if (data.method === "icrc29_status") answer("ready");
  if (data.method === "icrc34_delegation" && data.params !== undefined)
    void delegate(data.params).then(answer);
});

async function delegate({ publicKey, maxTimeToLive }: NonNullable<Request["params"]>): Promise<object> {
  const identity = identityOf(await chosen);
  const der = octets(publicKey);
  const expiration = new Date(Date.now() + Number(BigInt(maxTimeToLive ?? 8n * HOUR_NANOS) / 1_000_000n));
  const { delegations } = await DelegationChain.create(identity, { toDer: () => der }, expiration);
  return {
    publicKey: base64(identity.getPublicKey().toDer()),
    signerDelegation: delegations.map(({ delegation, signature }) => ({
      delegation: { pubkey: base64(delegation.pubkey), expiration: delegation.expiration.toString() },
      signature: base64(signature),
    })),
  };
}
