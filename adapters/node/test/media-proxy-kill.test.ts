/** A node that is killed while it fetches a picture serves no half of it afterwards, and has what it had whole. */

import { existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { mediaAddresses } from "../src/mediaProxy/address.ts";
import { picture } from "../src/mediaProxy/mediaProxy.test-support.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

const bytes = picture(400_000);
const settings = z.object({ value: z.string() });

/** As the node itself finds it. */
function keyOf({ databaseFile }: MasticNode): Buffer {
  const database = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    const row = database.prepare("SELECT value FROM settings WHERE key = 'mediaProxyKey'").get();
    return Buffer.from(z.string().parse(JSON.parse(settings.parse(row).value)), "base64url");
  } finally {
    database.close();
  }
}

test("kill -9 in the middle of a picture", async () => {
  const asked: string[] = [];
  let isWhole = false;
  const origin = createServer((request, response: ServerResponse) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "content-length": bytes.length });
    if (isWhole || request.url === "/whole.png") response.end(bytes);
    else response.write(bytes.subarray(0, 200_000));
  }).listen(0, "127.0.0.1");
  await once(origin, "listening");
  const { port } = origin.address() as AddressInfo;
  try {
    const node = await MasticNode.start({ host: "127.0.0.9" });
    const addresses = mediaAddresses(keyOf(node), node.origin);
    const ask = (name: string): Promise<Response> =>
      fetch(addresses.addressOf(`http://127.0.0.1:${port}/${name}.png`));
    const read = async (name: string): Promise<Buffer> => Buffer.from(await (await ask(name)).arrayBuffer());

    expect((await read("whole")).equals(bytes)).toBe(true);
    const files = join(node.dataDir, "media-proxy/files");
    await waitFor("the picture to be kept", async () => existsSync(files) || undefined);
    // The answer has begun.
    const half = await ask("half");
    const ending = half.arrayBuffer().then(
      () => "whole",
      () => "broken off",
    );
    await node.kill();
    expect(await ending).toBe("broken off");

    isWhole = true;
    await node.restart();
    expect((await read("half")).equals(bytes)).toBe(true);
    expect((await read("whole")).equals(bytes)).toBe(true);
    expect(asked).toEqual(["/whole.png", "/half.png", "/half.png"]);
  } finally {
    origin.closeAllConnections();
    origin.close();
  }
});
