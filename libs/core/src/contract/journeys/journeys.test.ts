import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { playJourney } from "./journey.ts";
import { journeys } from "./journeys.ts";
import { memoryNodes } from "./memoryNodes.test-support.ts";
import { JourneyError, type Stage } from "./stage.ts";
import { upgradeHomes } from "./stories/uc17UpgradeHomes.ts";
import { payForSignUp } from "./stories/uc18PayForSignUp.ts";
import { Transcript } from "./transcript.ts";

describe("journeys on the memory store", () => {
  it.each(journeys)("$story: $title", async (journey) => {
    const transcript = await playJourney(journey, () => memoryNodes());
    await expect(`${transcript.join("\n")}\n`).toMatchFileSnapshot(`./transcripts/${journey.story}.txt`);
  });

  it.each(journeys)("$story is the same when every effect is performed twice", async (journey) => {
    const transcript = await playJourney(journey, () => memoryNodes(2));
    await expect(`${transcript.join("\n")}\n`).toMatchFileSnapshot(`./transcripts/${journey.story}.txt`);
  });

  it("are in the README by number and title", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
    const rows = [...readme.matchAll(/^\| (UC\d+) +\| (.+?) +\|$/gm)].map(([, story, title]) => ({
      story,
      title,
    }));
    const none = () => {
      throw new Error("Nobody plays it.");
    };
    const all = [...journeys, upgradeHomes(none), payForSignUp(none)];
    all.sort((a, b) => Number(a.story.slice(2)) - Number(b.story.slice(2)));
    expect(rows).toEqual(all.map(({ story, title }) => ({ story, title })));
  });

  it("name no story twice", () => {
    expect(new Set(journeys.map((it) => it.story)).size).toBe(journeys.length);
  });
});

describe("a stage", () => {
  const play = (act: (stage: Stage) => Promise<void>) =>
    playJourney({ story: "UC0", title: "a story that fails", play: act }, () => memoryNodes());

  it("fails a story that goes otherwise", async () => {
    await expect(play(async (stage) => stage.expect("two", 2, 3))).rejects.toThrow(JourneyError);
    await expect(
      play((stage) => stage.refused("what is allowed", "NotFound", () => Promise.resolve())),
    ).rejects.toThrow(JourneyError);
    await expect(
      play((stage) =>
        stage.refused("for another reason", "HandleTaken", () =>
          stage.here.directory.getUser({ handle: "nobody" }),
        ),
      ),
    ).rejects.toThrow('expected "refused: HandleTaken", found "refused: NotFound"');
  });
});

describe("a transcript", () => {
  it("tells ids, times and hosts by placeholders, the same thing by the same one", () => {
    const told = new Transcript([
      ["https://a.example", "{here}"],
      ["a.example", "{here}"],
    ]);
    told.tell("posted by @alice@a.example", {
      id: 116301527915219032n,
      uri: "https://a.example/users/alice/statuses/116301527915219032",
      at: 1_795_000_000_000,
      count: 3,
    });
    told.tell("another", [116301527915219033n, null]);
    expect(told.lines).toEqual([
      'posted by @alice@{here}: {"id":"#1","uri":"{here}/users/alice/statuses/#1","at":"{time}","count":3}',
      'another: ["#2",null]',
    ]);
  });
});
