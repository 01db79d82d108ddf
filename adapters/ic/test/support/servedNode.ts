/** A canister node as the Fediverse sees it: behind the gateway on a loopback address, with outcalls to servers beside it. */

import { CanisterRuntime, loopbackOutcalls, serve } from "@mastic/canister-runtime";
import type { Principal } from "@icp-sdk/core/principal";
import { createServer, type AddressInfo } from "node:net";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "./canisterNode.ts";
import { waitFor } from "../../../node/test/support/waitFor.ts";

export interface Resident {
  readonly handle: string;
  readonly uri: string;
  readonly canister: Principal;
  /** The home, as its owner calls it. */
  readonly home: UserActor;
}

export interface ServedNode {
  readonly node: CanisterNode;
  readonly origin: string;
  /** Signs somebody up, and waits until others can verify what that one sends. */
  signUp(handle: string): Promise<Resident>;
  close(): Promise<void>;
}

/** @param host a loopback address of its own */
export async function startServedNode(host: string): Promise<ServedNode> {
  const runtime = await CanisterRuntime.create({ time: Date.now(), outcalls: loopbackOutcalls() });
  const port = await freePort(host);
  const origin = `http://${host}:${port}`;
  const node = await startCanisterNode({ runtime, publicUrl: origin });
  const served = await serve(runtime, { host, port, domains: { [host]: node.federationId } });
  return {
    node,
    origin,
    async signUp(handle) {
      const canister = await node.signUp(person(handle), handle);
      const uri = `${origin}/users/${handle}`;
      await waitFor(
        `the key of ${handle}`,
        async () => {
          const answer = await fetch(uri, { headers: { accept: "application/activity+json" } });
          return answer.ok && (await answer.text()).includes("publicKeyPem") ? true : undefined;
        },
        KEY_PATIENCE,
      );
      return { handle, uri, canister, home: node.user(canister, person(handle)) };
    },
    async close() {
      await served.close();
      await runtime.tearDown();
    },
  };
}

/** Two large primes are a matter of luck. */
const KEY_PATIENCE = 120_000;

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
