import { expect, it } from "vitest";
import { bareEngine, readmeExample } from "../../../scripts/bare-engine.test-support.ts";
import { lent } from "../test/lent.ts";

it("answers in an engine that has nothing but the language, as the README shows", async () => {
  const engine = await bareEngine(
    `export { testNode } from "./node.test-support.ts";\n${readmeExample(import.meta.dirname)}`,
    import.meta.dirname,
    { lent },
  );
  const answers = (await engine.evaluate(
    `(async () => {
      const node = example.testNode(lent);
      const { token } = await node.member("alice");
      const once = await example.postAndRead(node.api, token);
      const again = await example.postAndRead(node.api, token);
      return JSON.stringify({ once, again });
    })()`,
  )) as string;
  const { once, again } = JSON.parse(answers) as Record<"once" | "again", Record<"posted" | "page", unknown>>;
  expect(once.posted).toMatchObject({
    status: 200,
    body: { content: "<p>Hello, world</p>", visibility: "public", account: { acct: "alice" } },
  });
  expect(once.page).toMatchObject({
    status: 200,
    headers: { link: expect.stringContaining('rel="next"') as string },
    body: [{ content: "<p>Hello, world</p>", account: { acct: "alice" } }],
  });
  // The same Idempotency-Key, the same status.
  expect(again).toEqual(once);
});
