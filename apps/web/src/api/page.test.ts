import { expect, it } from "vitest";
import { cursorOf } from "./page.ts";

it.each([
  ["nothing", undefined, undefined],
  ["one link", `<https://a.example/api/v1/timelines/home?limit=20&max_id=7>; rel="next"`, { max_id: "7" }],
  [
    "two links",
    `<https://a.example/x?min_id=9>; rel="prev", <https://a.example/x?types[]=a,b&max_id=3>; rel="next"`,
    { max_id: "3" },
  ],
  ["the other direction only", `<https://a.example/x?min_id=9>; rel="prev"`, undefined],
  ["an offset", `<https://a.example/x?offset=20>; rel="next"`, { offset: "20" }],
  ["nonsense", `<>; rel="next"`, undefined],
])("reads where a list goes on from %s", (_what, link, cursor) => {
  expect(cursorOf(link, "next")).toEqual(cursor);
});
