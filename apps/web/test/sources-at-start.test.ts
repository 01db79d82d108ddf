import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import english from "../src/i18n/catalogs/en.json" with { type: "json" };
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

it("finds that whatever shows something, and is loaded later, brings its messages", () => {
  const src = new URL("../src/", import.meta.url);
  const names = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const loads = names.flatMap((name) => [
    ...readFileSync(new URL(name, src), "utf8").matchAll(/.{0,25}\bimport\("[^"]+\.tsx"\)/g),
  ]);
  expect(loads.length).toBeGreaterThan(30);
  expect(loads.map(([load]) => load).filter((load) => !load.includes("withMessages(() => import("))).toEqual(
    [],
  );
});

it("finds that what is loaded later without messages names none", () => {
  const src = new URL("../src/", import.meta.url);
  const addresses = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => new URL(name, src));
  const loaded = addresses.flatMap((address) =>
    [
      ...readFileSync(address, "utf8").matchAll(/(?<!withMessages\(\(\) => )\bimport\("(\.[^"]+\.ts)"\)/g),
    ].map(([, path = ""]) => new URL(path, address)),
  );
  expect(loaded.length).toBeGreaterThan(3);
  // Those of one word are words of other things, too.
  const later = Object.keys(english).filter((id) => id.includes(".") && !isNamedIn(sources, id));
  const named = loaded.flatMap((address) => {
    const own = sourcesAtStart(address);
    return later.filter((id) => isNamedIn(own, id));
  });
  expect(named).toEqual([]);
});
