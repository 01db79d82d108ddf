import { expect, it } from "vitest";
import { move, partOf } from "./crop.ts";

const wide = { width: 1000, height: 500 };

it.each([
  ["all the height of a wide picture", 1, { x: 0.5, y: 0.5, zoom: 1 }, { left: 250, top: 0, width: 500, height: 500 }],
  ["a quarter of that, enlarged", 1, { x: 0.5, y: 0.5, zoom: 2 }, { left: 375, top: 125, width: 250, height: 250 }],
  ["all the width for a header", 4, { x: 0.5, y: 0.5, zoom: 1 }, { left: 0, top: 125, width: 1000, height: 250 }],
] as const)("cuts out %s", (_what, ratio, crop, part) => {
  expect(partOf(wide, ratio, crop)).toEqual(part);
}); // prettier-ignore

it("never leaves the picture", () => {
  const part = (x: number, y: number, zoom: number) => partOf(wide, 1, move(wide, 1, { x, y, zoom }));
  expect(part(-3, 9, 1)).toMatchObject({ left: 0, top: 0 });
  expect(part(2, 2, 2)).toMatchObject({ left: 750, top: 250 });
});
