// What others send is forgotten: names of properties come from anybody, before anybody knows whether they may.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { parse } from "../index.ts";

it("keeps nothing of a document that is gone", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = (): number => {
    // Shapes of objects, which name their properties, outlive a few collections.
    for (let times = 0; times < 10; times += 1) collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const send = (nth: number) =>
    parse(JSON.stringify({ type: "Note", id: `https://far.example/${nth}`, [`${nth} `.repeat(80_000)]: 1 }));
  send(0);
  const before = heap();
  for (let nth = 1; nth <= 100; nth += 1) send(nth);
  expect(heap() - before).toBeLessThan(10);
});
