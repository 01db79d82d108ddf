import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { effect } from "@mastic/core";
import { expect, it, vi } from "vitest";
import { signUp, startTestServer } from "../src/server.test-support.ts";

const DELIVERIES = 32;

it("what people look up on a server is answered while all its places for deliveries hang", async () => {
  let hanging = 0;
  const peer = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      // Takes every delivery, and never says so.
      if (data.toString("latin1").startsWith("POST ")) hanging += 1;
      else socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
  }).listen(0, "127.0.0.1");
  await once(peer, "listening");
  const lane = `127.0.0.1:${(peer.address() as AddressInfo).port}`;
  await using server = await startTestServer({
    PUBLIC_URL: "http://mastic.test",
    ALLOW_PRIVATE_ADDRESSES: "true",
    DELIVERY_HOST_CONCURRENCY: DELIVERIES.toString(),
  });
  const alice = BigInt(await (await signUp(server, "alice")).id());
  const { store, federation } = server.node;
  await store.turn(alice, async (turn) => {
    for (let n = 0; n < 2 * DELIVERIES; n += 1) {
      const payload = { inbox: `http://${lane}/inbox/${n}`, activityId: "http://mastic.test/a" };
      turn.emit(
        effect({ kind: "deliver", payload }, { lane, body: { id: "http://mastic.test/a", content: "{}" } }),
      );
    }
  });
  await vi.waitFor(() => expect(hanging).toBe(DELIVERIES), { timeout: 5_000 });
  await expect(federation.gather.status(`http://${lane}/notes/1`)).rejects.toMatchObject({
    code: "NotFound",
  });
  expect(hanging).toBe(DELIVERIES);
  peer.close();
});
