import { expect, it } from "vitest";
import { network } from "../servers.test-support.ts";

it("an effect with a value that no store keeps is given up", async () => {
  const here = network().server("here.example");
  const { account } = await here.member("alice");
  const subscribe = (actorUri: string, userId: string) =>
    here.federation.perform.subscribe({
      id: 1n,
      owner: account.id,
      kind: "subscribe",
      key: null,
      lane: null,
      dueAt: 0,
      attempts: 0,
      createdAt: 0,
      payload: { actorUri, userId, change: "follows" },
      body: null,
    });
  expect(await subscribe("https://far.example/users/bob", "9999999999999999999")).toMatchObject({
    status: "permanent",
  });
  expect(await subscribe("https://far.example/users/\u0000", account.id.toString())).toMatchObject({
    status: "permanent",
  });
});
