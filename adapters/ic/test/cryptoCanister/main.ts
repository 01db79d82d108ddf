/** A canister that has nothing but the cryptography, to be tried and measured: it runs steps that it is told as JSON. */

import "../../src/engine/globals.ts";
import { canisterCrypto } from "../../src/crypto/cryptoPort.ts";
import { generateRsaKey, RSA_SEED_BYTES } from "../../src/crypto/generateRsaKey.ts";
import { deriveThresholdKey } from "../../src/crypto/thresholdEd25519.ts";
import { runMessage } from "../../src/engine/message.ts";
import { ic } from "../../src/engine/system.ts";
import { fireTimers, runTimer, setTimer } from "../../src/engine/timers.ts";
import { Randomness } from "../../src/host/randomness.ts";
import type { Step } from "./canister.ts";

const randomness = new Randomness();
let made: unknown = null;

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (of: Uint8Array): string => Array.from(of, (byte) => (byte + 256).toString(16).slice(1)).join("");
const pause = (): Promise<void> => new Promise((resolve) => setTimer(0, resolve));

async function generate(): Promise<void> {
  await randomness.fill(RSA_SEED_BYTES);
  made = await generateRsaKey(randomness.take(RSA_SEED_BYTES), pause);
}

async function run(step: Step): Promise<unknown> {
  switch (step.name) {
    case "digest":
      return hex(await canisterCrypto.digest(step.algorithm, bytes(step.data)));
    case "sign": {
      const key = await canisterCrypto.importPrivateKey(step.key);
      return hex(await canisterCrypto.sign(step.algorithm, key, bytes(step.data)));
    }
    case "verify": {
      const key = await canisterCrypto.importPublicKey(step.key);
      return canisterCrypto.verify(step.algorithm, key, bytes(step.data), bytes(step.signature));
    }
    case "derive":
      return deriveThresholdKey({ keyName: "dfx_test_key", path: step.path });
    case "generate":
      setTimer(0, generate);
      return null;
    case "made":
      return made;
  }
}

const callbacks = {
  "0": () =>
    runMessage(async () => {
      const step = JSON.parse(new TextDecoder().decode(ic.msgArgData())) as Step;
      let answer: unknown;
      try {
        answer = { ok: await run(step) };
      } catch (error) {
        answer = { error: String(error) };
      }
      ic.msgReply(new TextEncoder().encode(JSON.stringify(answer)));
    }),
  "1": () => undefined,
  "2": () => ic.acceptMessage(),
  "3": () => runMessage(runTimer),
  "4": () => runMessage(fireTimers),
};
Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
