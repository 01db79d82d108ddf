import { describe, expect, it } from "vitest";
import { Principal } from "@icp-sdk/core/principal";
import { type IngressEntry, IngressHistory } from "./ingress-history.ts";

const id = Principal.anonymous();
const entry = (expiry: bigint): IngressEntry => ({
  requestId: new Uint8Array(32),
  sender: id,
  canisterId: id,
  effectiveCanisterId: id,
  expiry,
  status: { kind: "received" },
});
const reply = (bytes: number) =>
  ({ kind: "answered", response: { kind: "reply", data: new Uint8Array(bytes) } }) as const;

describe("the history of ingress messages", () => {
  it("forgets what expired, but not what is still executed", () => {
    const history = new IngressHistory();
    history.add("old", entry(10n));
    history.add("open", entry(10n));
    history.add("new", entry(30n));
    history.setStatus("old", reply(1));
    history.setStatus("new", reply(1));
    history.prune(20n);
    expect([...history.entries.keys()]).toEqual(["open", "new"]);
    history.setStatus("open", reply(1));
    history.prune(21n);
    expect([...history.entries.keys()]).toEqual(["new"]);
    history.prune(31n);
    expect(history.entries.size).toBe(0);
  });

  it("forgets the oldest answers when there are too many, or they are too large", () => {
    const history = new IngressHistory();
    history.add("open", entry(10n));
    for (let index = 0; index < 20_010; index += 1) {
      history.add(`${index}`, entry(10n));
      history.setStatus(`${index}`, reply(1));
    }
    expect(history.entries.size).toBe(20_000);
    expect(history.entries.has("open")).toBe(true);
    expect(history.entries.has("0")).toBe(false);
    expect(history.entries.has("20009")).toBe(true);
    history.setStatus("open", reply(256 * 2 ** 20 - 5));
    expect(history.entries.size).toBeLessThan(10);
  });
});
