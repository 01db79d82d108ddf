import { expect, test } from "vitest";
import { complaint, npmVersion } from "./node-version.mjs";

test.each([
  ["v24.0.0", "10.9.2"],
  ["v26.10.0", undefined],
  ["v20.19.0", "11.10.0"],
  ["v22.12.0", "12.0.0"],
])("Node %s with npm %s may run", (node, npm) => {
  expect(complaint(node, npm)).toBeUndefined();
});

test.each([
  ["v12.22.0", "6.14.0", /this is v12\.22\.0/],
  ["v20.18.3", "11.19.1", /Node\.js 24 or newer, and this is v20\.18\.3/],
  ["v20.19.0", "11.9.9", /npm 11\.9\.9: run `npm install -g npm@11`/],
  ["v22.12.0", "10.9.2", /npm 10\.9\.2: run `npm install -g npm@11`/],
  ["v22.12.0", undefined, /with no npm/],
])("Node %s with npm %s is told what to do, in one sentence", (node, npm, says) => {
  const sentence = complaint(node, npm);
  expect(sentence).toMatch(says);
  expect(sentence).toContain("https://nodejs.org");
  expect(sentence).not.toContain("\n");
});

test("npm says its version in the user agent", () => {
  expect(npmVersion({ npm_config_user_agent: "npm/11.19.1 node/v20.20.2 linux x64 workspaces/false" })).toBe(
    "11.19.1",
  );
});
