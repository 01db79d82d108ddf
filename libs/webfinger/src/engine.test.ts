import { expect, test } from "vitest";
import { bareEngine, readmeExample } from "../../../scripts/bare-engine.test-support.ts";

test("the README's example runs without any ambient capability", async () => {
  const engine = await bareEngine(readmeExample(import.meta.dirname), import.meta.dirname);
  expect(JSON.parse(String(engine.evaluate("JSON.stringify(example)")))).toMatchObject({
    request: { url: "https://example.com/.well-known/webfinger?resource=acct%3Aalice%40example.com" },
    asked: { kind: "account", user: "alice" },
    found: {
      subject: { user: "alice", host: "example.com" },
      actorUri: "https://example.com/users/alice",
    },
  });
});
