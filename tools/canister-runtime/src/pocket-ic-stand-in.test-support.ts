/**
 * What `@dfinity/pic` offers of an instance, on this runtime: where no PocketIC server can be had, it shows that the
 * host asks for what it needs in the right order. How PocketIC itself answers, it cannot show.
 */
import { Principal } from "@icp-sdk/core/principal";
import type { PocketIcInstance } from "./pocket-ic-host.ts";
import type { Reject } from "./http/replica.ts";
import type { CanisterRuntime } from "./runtime.ts";

const LIFETIME = 240_000_000_000n;

export function standIn(runtime: CanisterRuntime): PocketIcInstance {
  let submitted = 0;
  return Object.assign(Object.create(bound(runtime)) as PocketIcInstance, {
    client: {
      async submitCall({
        canisterId,
        sender,
        method,
        payload,
      }: Parameters<PocketIcInstance["client"]["submitCall"]>[0]) {
        submitted += 1;
        const requestId = new Uint8Array(32)
          .fill(submitted % 256, 31)
          .fill(Math.trunc(submitted / 256), 30, 31);
        const ingressExpiry = BigInt(await runtime.getTime()) * 1_000_000n + LIFETIME;
        const refused = await runtime.submit({ canisterId, sender, method, argument: payload, requestId, ingressExpiry, effectiveCanisterId: canisterId }); // prettier-ignore
        if (refused !== undefined) throw failed(refused);
        return { effectivePrincipal: { canisterId }, messageId: [...requestId] };
      },
      async ingressStatus({ messageId }: Parameters<PocketIcInstance["client"]["ingressStatus"]>[0]) {
        const { ingress } = await runtime.state();
        const found = ingress.get(Buffer.from(messageId.message_id as number[]).toString("hex"))?.status;
        if (found?.status === "rejected") throw failed(found.reject);
        return found?.status === "replied" ? { body: found.reply } : null;
      },
    },
    async getPendingHttpsOutcalls() {
      const pending = await runtime.getPendingHttpsOutcalls();
      return pending.map(({ id, method, canisterId: _, isReplicated: __, ...rest }) => ({
        ...rest,
        requestId: id,
        httpMethod: method,
        subnetId: Principal.managementCanister(),
      }));
    },
    async mockPendingHttpsOutcall({
      requestId,
      response,
    }: Parameters<PocketIcInstance["mockPendingHttpsOutcall"]>[0]) {
      const result =
        response.type === "success"
          ? { status: response.statusCode, headers: response.headers, body: response.body }
          : { rejectCode: response.statusCode, error: response.message };
      await runtime.answerHttpsOutcall(requestId, result);
    },
  });
}

/** The runtime's functions, to be found through a prototype. */
function bound(runtime: CanisterRuntime): object {
  return new Proxy(runtime, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      return typeof found === "function" ? (found.bind(target) as unknown) : found;
    },
  });
}

/** In the words of the package's `decodeResultResponse`. */
function failed({ code, message, errorCode = "IC0000" }: Reject): Error {
  return new Error(
    `Canister call failed: ${message}. Reject code: ${code}. Error code: ${Number(errorCode.slice(2))}. Certified: true`,
  );
}
