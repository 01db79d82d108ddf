import { describe, expect, it } from "vitest";
import { LARGEST_SCALE, moved, WHOLE, zoomed } from "./pictureView.ts";

const picture = { width: 400, height: 200 };
const frame = { width: 400, height: 400 };

describe("the view of a picture", () => {
  it("grows around what is pointed at, and never over the edge", () => {
    expect(zoomed(WHOLE, 2, { x: 100, y: 0 }, picture, frame)).toEqual({ scale: 2, x: -100, y: 0 });
    expect(zoomed(WHOLE, 2, { x: 900, y: 0 }, picture, frame)).toEqual({ scale: 2, x: -200, y: 0 });
    expect(zoomed(WHOLE, 100, { x: 0, y: 0 }, picture, frame).scale).toBe(LARGEST_SCALE);
  });

  it("is whole again in its place", () => {
    expect(zoomed({ scale: 4, x: -300, y: 150 }, 0.01, { x: 50, y: 50 }, picture, frame)).toEqual(WHOLE);
  });

  it("moves as far as there is something to see", () => {
    expect(moved(WHOLE, { x: 50, y: 50 }, picture, frame)).toEqual(WHOLE);
    expect(moved({ scale: 4, x: 0, y: 0 }, { x: -1000, y: 1000 }, picture, frame)).toEqual({
      scale: 4,
      x: -600,
      y: 200,
    });
  });
});
