import { journeys, playJourney, type Journey } from "@mastic/core/contract";
import { describe, expect, it } from "vitest";
import { hosts } from "./hosts.ts";
import { operatorStories } from "./operatorStories.ts";
import { missingStories, playOn, STORIES } from "./play.ts";
import { reportOf, tableOf } from "./report.ts";
import { expectedTranscript } from "./transcripts.ts";

describe.each(Object.entries(hosts))("journeys on %s", (_name, open) => {
  it.each(journeys)("$story: $title", async (journey) => {
    expect(await playJourney(journey, open)).toEqual(expectedTranscript(journey.story));
  });
});

describe("journeys of the operator on node-sqlite", () => {
  it.each(operatorStories())("$journey.story: $journey.title", async ({ journey, open }) => {
    expect(await playJourney(journey, open)).toEqual(expectedTranscript(journey.story));
  });
});

it("leave out no story", () => {
  const all = [...journeys, ...operatorStories().map(({ journey }) => journey)];
  expect(missingStories(all)).toEqual([]);
  expect(missingStories([])).toEqual(STORIES);
});

describe.each(Object.entries(hosts))("a story that goes wrong on %s", (host, open) => {
  const broken: readonly (readonly [Journey, readonly string[]])[] = [
    [{ story: "UC1", title: "Fails", play: async (stage) => stage.expect("sum", 1 + 1, 3) }, []],
    [{ story: "UC2", title: "Told otherwise", play: async (stage) => stage.told.tell("two") }, ["one"]],
    [{ story: "UC3", title: "Cut short", play: async (stage) => stage.told.tell("one") }, ["one", "two"]],
    [{ story: "UC4", title: "Goes well", play: async (stage) => stage.told.tell("one") }, ["one"]],
  ];

  it("fails with its reason, in the table and in the report", async () => {
    const outcomes = [];
    for (const [journey, transcript] of broken)
      outcomes.push(await playOn([host, open], journey, transcript));
    expect(reportOf(outcomes)).toEqual({
      UC1: { [host]: "fail" },
      UC2: { [host]: "fail" },
      UC3: { [host]: "fail" },
      UC4: { [host]: "pass" },
    });
    expect(tableOf(outcomes)).toBe(
      [
        `story  title           ${host}`,
        "UC1    Fails           fail",
        "UC2    Told otherwise  fail",
        "UC3    Cut short       fail",
        "UC4    Goes well       pass",
        "",
        `UC1 on ${host}: sum: expected 3, found 2`,
        "",
        `UC2 on ${host}: line 1 of the transcript is two, not one`,
        "",
        `UC3 on ${host}: line 2 of the transcript is missing, not two`,
      ].join("\n"),
    );
  });
});
