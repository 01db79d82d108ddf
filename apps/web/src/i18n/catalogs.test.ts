import { setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, it } from "vitest";
import english from "./catalogs/en.json" with { type: "json" };
import italian from "./catalogs/it.json" with { type: "json" };

/** The names of what is filled in. A compiled message is a text, or a list of texts and of what is filled in: its name first. */
function argumentsOf(text: string): string[] {
  const parts = compileMessage(text);
  if (typeof parts === "string") return [];
  return [...new Set(parts.flatMap((part) => (typeof part === "string" ? [] : [part[0]])))].toSorted();
}

it("has every message in Italian, with the same filled in as in English", () => {
  expect(Object.keys(italian)).toEqual(Object.keys(english));
  const texts: Readonly<Record<string, string>> = italian;
  for (const [id, text] of Object.entries(english)) {
    expect(texts[id], id).not.toBe("");
    expect(argumentsOf(texts[id] ?? ""), id).toEqual(argumentsOf(text));
  }
  expect(argumentsOf(english["profile.posts"])).toEqual(["count"]);
});

it("says of several people what several do", () => {
  const said = (
    locale: "en" | "it",
    id: "notifications.follow" | "notifications.reblog",
    count: number,
  ): string => {
    const messages = { [id]: compileMessage({ en: english, it: italian }[locale][id]) };
    return setupI18n({ locale, messages: { [locale]: messages } })._(id, { name: "cy", count });
  };
  expect([0, 1, 2].map((count) => said("en", "notifications.follow", count))).toEqual([
    "cy follows you",
    "cy and 1 other person follow you",
    "cy and 2 other people follow you",
  ]);
  expect([0, 1, 2].map((count) => said("it", "notifications.reblog", count))).toEqual([
    "cy ha condiviso il tuo post",
    "cy e un’altra persona hanno condiviso il tuo post",
    "cy e altre 2 persone hanno condiviso il tuo post",
  ]);
});
