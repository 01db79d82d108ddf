/** What a message may use (developer documentation, "Resource limits", application subnets). */

export interface Limits {
  /** Instructions of an update, a callback, a heartbeat or a timer. */
  updateInstructions: bigint;
  queryInstructions: bigint;
  inspectInstructions: bigint;
  installInstructions: bigint;
  /** Instructions of all messages that are begun in one round. */
  roundInstructions: bigint;
  /** Bytes of an ingress message's argument and method name. */
  ingressBytes: number;
  /** Bytes of an inter-canister call's argument and method name: 10 MiB within a subnet, 2 MiB across. */
  callBytes: number;
  replyBytes: number;
  queryReplyBytes: number;
  /** Bytes of stable memory. */
  stableBytes: number;
  /** Calls that a canister may have waiting for a response, and messages that may wait for a canister. */
  queueLength: number;
  queryCallDepth: number;
  /** Seconds that a bounded-wait call waits at most. */
  callTimeoutSeconds: number;
  /** Bytes of log that a canister keeps. */
  logBytes: number;
}

export const defaultLimits: Limits = {
  updateInstructions: 40_000_000_000n,
  queryInstructions: 5_000_000_000n,
  inspectInstructions: 200_000_000n,
  installInstructions: 300_000_000_000n,
  roundInstructions: 7_000_000_000n,
  ingressBytes: 2 * 2 ** 20,
  callBytes: 10 * 2 ** 20,
  replyBytes: 2 * 2 ** 20,
  queryReplyBytes: 3 * 2 ** 20,
  stableBytes: 500 * 2 ** 30,
  queueLength: 500,
  queryCallDepth: 6,
  callTimeoutSeconds: 300,
  logBytes: 4096,
};
