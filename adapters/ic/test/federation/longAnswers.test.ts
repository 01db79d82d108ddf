/** Deliveries that are answered with more than is paid for: what was delivered is not sent again and again (ActivityPub, section 7.1). */

import type { CanisterLogRecord } from "@mastic/canister-runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";
import { RemoteServer } from "../support/remoteServer.ts";

const HERE = "https://here.example";
/** Longer than every pause between the first attempts. */
const LATER = 3_600_000;

describe("a delivery", () => {
  const there = new RemoteServer("https://there.example", HERE);
  let answer = { status: 202, size: 0 };
  let node: CanisterNode;
  let alice: UserActor;

  beforeAll(async () => {
    for (const name of ["warm", "ann", "bob", "cyd", "dan"]) there.person(name);
    node = await startCanisterNode({
      outcalls: async (request) => {
        const answered = await there.outcalls(request);
        if (request.method !== "POST") return answered;
        return { ...answered, status: answer.status, body: new Uint8Array(answer.size) };
      },
    });
    alice = node.user(await node.signUp(person("alice"), "alice"), person("alice"));
    await alice.follow_user({ handle: "@warm@there.example" });
    // The first waits until Alice has a key.
    for (let time = 0; time < 60 && sentTo("warm") === 0; time += 1) await pass(6_000);
    expect(sentTo("warm")).toBe(1);
  }, 240_000);
  afterAll(() => node.close());

  async function pass(millis: number): Promise<void> {
    await node.runtime.advanceTime(millis);
    await node.settle();
  }

  async function follow(name: string): Promise<void> {
    await alice.follow_user({ handle: `@${name}@there.example` });
    await pass(6_000);
  }

  const sentTo = (name: string): number =>
    there.arrived.filter(({ body }) => new TextDecoder().decode(body).includes(`/users/${name}"`)).length;

  async function givenUp(): Promise<string[]> {
    const logs: CanisterLogRecord[] = await node.runtime.fetchCanisterLogs({
      canisterId: node.federationId,
      sender: operator,
    });
    return logs
      .map(({ content }) => new TextDecoder().decode(Uint8Array.from(content)))
      .filter((line) => line.includes("is given up"));
  }

  it.each([
    { name: "ann", status: 202, size: 30_000, times: 1, error: undefined },
    { name: "bob", status: 202, size: 40_000, times: 2, error: undefined },
    { name: "cyd", status: 410, size: 40_000, times: 2, error: "answered 410." },
    {
      name: "dan",
      status: 202,
      size: 200_000,
      times: 2,
      error: "was reached, and answers with more than 81920 bytes.",
    },
  ])(
    "is made $times times to who answers $status with $size bytes",
    async ({ name, times, error, ...it }) => {
      answer = it;
      await follow(name);
      expect(sentTo(name)).toBe(times);
      if (error !== undefined) {
        expect((await givenUp()).at(-1)).toContain(error);
      }
      // Its host is not taken for down: what follows does not wait.
      answer = { status: 202, size: 0 };
      await alice.unfollow_user({ handle: `@${name}@there.example` });
      await node.settle();
      expect(sentTo(name)).toBe(times + 1);
      await pass(LATER);
      expect(sentTo(name)).toBe(times + 1);
    },
  );
});
