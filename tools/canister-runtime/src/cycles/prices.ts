/** What things cost on an application subnet of 13 nodes (developer documentation, "Cycle costs"). */

export const prices = {
  nodes: 13n,
  createCanister: 500_000_000_000n,
  messageExecution: 5_000_000n,
  instruction: 1n,
  ingressMessage: 1_200_000n,
  ingressByte: 2_000n,
  call: 260_000n,
  callByte: 1_000n,
  /** For one GiB in one second. */
  gibSecond: 127_000n,
  /** For one percent of compute allocation in one second. */
  computePercentSecond: 10_000_000n,
  /** By the name of the key: `key_1` is held by a subnet of 34 nodes. */
  signature: new Map([
    ["key_1", 26_153_846_153n],
    ["test_key_1", 10_000_000_000n],
    ["dfx_test_key", 10_000_000_000n],
  ]),
  /** Response bytes that are paid for where the request names no maximum. */
  outcallDefaultResponseBytes: 2_000_000n,
} as const;

/** What an execution of this many instructions costs. */
export const executionPrice = (instructions: bigint): bigint =>
  prices.messageExecution + prices.instruction * instructions;

/** What an HTTP outcall costs: `(3M + 60k n) n + (400 request bytes + 800 response bytes) n`. */
export function outcallPrice(requestBytes: bigint, maximumResponseBytes: bigint): bigint {
  const n = prices.nodes;
  return (3_000_000n + 60_000n * n) * n + (400n * requestBytes + 800n * maximumResponseBytes) * n;
}

/** What has to be set aside for an inter-canister call's response: its bytes and its callback. */
export function callReserve(
  replyBytes: number,
  callbackInstructions: bigint,
): { transmission: bigint; execution: bigint } {
  return {
    transmission: prices.callByte * BigInt(replyBytes),
    execution: executionPrice(callbackInstructions),
  };
}

/** What sending a call costs besides the reserve. */
export const callPrice = (payloadBytes: number): bigint =>
  prices.call + prices.callByte * BigInt(payloadBytes);
