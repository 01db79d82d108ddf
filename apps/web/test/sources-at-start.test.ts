import { expect, it } from "vitest";
import { isNamedIn, sourcesAtStart } from "../build/sourcesAtStart.ts";

const sources = sourcesAtStart(new URL("../src/main.tsx", import.meta.url));

it("finds what the app begins with, and not what it loads later", () => {
  expect(isNamedIn(sources, "nav.home")).toBe(true);
  expect(isNamedIn(sources, "empty.home")).toBe(true);
  expect(isNamedIn(sources, "moderation.reports")).toBe(false);
  expect(isNamedIn(sources, "compose.language")).toBe(false);
});

it("finds messages whose last part is filled in", () => {
  expect(isNamedIn(["t(`visibility.${status.visibility}`)"], "visibility.public")).toBe(true);
  expect(isNamedIn(["t(`visibility.${status.visibility}`)"], "visible")).toBe(false);
  expect(isNamedIn(['t("visibility.public")'], "visibility.private")).toBe(false);
});
