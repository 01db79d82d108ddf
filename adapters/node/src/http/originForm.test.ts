import { expect, it } from "vitest";
import { originForm } from "./originForm.ts";

it.each([
  ["http://here.example/inbox", "/inbox"],
  ["https://HERE.example:443/inbox?a=1", "/inbox?a=1"],
  ["http://here.example", "/"],
  ["http://here.example?a", "/?a"],
  ["http://here.example//x/../inbox", "//x/../inbox"],
])("%s is %s of ours", (target, path) => {
  expect(originForm(target, "here.example")).toBe(path);
});

it.each([
  "/inbox",
  "*",
  "",
  "http://there.example/inbox",
  "http://here.example:81/inbox",
  "http://here.example@there.example/inbox",
  "http://me@here.example/inbox",
  "http:///inbox",
  "ftp://here.example/inbox",
  "/http://here.example/inbox",
])("%s stays what it is", (target) => {
  expect(originForm(target, "here.example")).toBe(target);
});
