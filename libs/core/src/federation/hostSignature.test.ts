import { describe, expect, it } from "vitest";
import { memoryStore } from "../memory/store.ts";
import { hosts } from "../schema/instance.ts";
import { coreSchema } from "../schema/schema.ts";
import { INSTANCE } from "../store/store.ts";
import { rememberSignature, SIGNATURE_KNOWN_FOR, signatureOf } from "./hostSignature.ts";

function known() {
  const world = { clock: 1_795_000_000_000 };
  const store = memoryStore(coreSchema, { clock: () => world.clock });
  return {
    world,
    remember: (host: string, most?: number) =>
      store.turn(INSTANCE, (turn) => rememberSignature(turn, host, "rfc9421", most)),
    of: (host: string) => store.view(INSTANCE, (view) => signatureOf(view, host)),
    count: () => store.view(INSTANCE, (view) => view.count(hosts, {})),
  };
}

describe("what signature a host accepts", () => {
  it("is the older form until it has shown otherwise", async () => {
    const { remember, of } = known();
    expect(await of("a.example")).toBe("cavage");
    await remember("a.example");
    expect(await of("a.example")).toBe("rfc9421");
  });

  it("is forgotten first where it was learnt first, once there are too many", async () => {
    const { world, remember, of, count } = known();
    for (let n = 0; n < 60; n += 1) {
      world.clock += 1;
      await remember(`${n}.example`, 10);
      expect(await count()).toBeLessThanOrEqual(10);
    }
    expect([await of("49.example"), await of("50.example")]).toEqual(["cavage", "rfc9421"]);
  });

  it("is forgotten after a month, unless it was learnt anew", async () => {
    const { world, remember, count, of } = known();
    await remember("old.example");
    await remember("kept.example");
    world.clock += SIGNATURE_KNOWN_FOR;
    await remember("kept.example");
    world.clock += 1;
    await remember("new.example");
    expect(await count()).toBe(2);
    expect(await of("old.example")).toBe("cavage");
  });
});
