import type { Principal } from "@icp-sdk/core/principal";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  uploadChunks,
  type CanisterNode,
} from "../support/canisterNode.ts";

describe("chunks of the User module", () => {
  let node: CanisterNode;
  const upload = (caller: Principal, ...chunk: number[]) =>
    node.as(caller).upload_user_module_chunk(Uint8Array.from(chunk));

  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it(
    "are taken however many there were, and those of the module in use stay",
    { timeout: 120_000 },
    async () => {
      const [named] = await node.directory.get_user_module();
      if (named === undefined) throw new Error("There is no module.");
      for (let n = 0; n < 105; n += 1) expect(await upload(moderator, n, 7)).toHaveProperty("Ok");
      // The one that came last is still there, the first has gone.
      const last = await upload(moderator, 104, 7);
      const module = await uploadChunks(node.as(operator), await readFile(moduleFile("user")));
      expect(module.chunk_hashes.map(String)).toEqual(
        named.chunk_hashes.map((hash) => String(Uint8Array.from(hash))),
      );
      if (!("Ok" in last)) throw new Error(JSON.stringify(last.Err));
      const hash = Uint8Array.from(last.Ok);
      await node.signUp(person("late"), "late");
      expect(await node.as(operator).set_user_module({ module_hash: hash, chunk_hashes: [hash] })).toEqual({
        Ok: null,
      });
    },
  );

  it("are refused when they are of no size that a chunk may have", async () => {
    const refused = { Err: { Rejected: "A chunk has 1 to 1048576 bytes." } };
    expect(await upload(moderator)).toEqual(refused);
    expect(await node.as(operator).upload_user_module_chunk(new Uint8Array(1_048_577))).toEqual(refused);
  });
});
