import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { programOf } from "../src/commands/program.ts";
import { Browser, PASSWORD, signUp, startTestServer } from "../src/server.test-support.ts";
import { withCommands } from "./commandTable.ts";
import { idleHost } from "./idleHost.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("the README lists every command, as the program has it", () => {
  expect(readme).toBe(withCommands(readme, programOf(idleHost)));
  expect(readme).toContain("`mastic account create <handle>");
});

it("the README lists the pages that a browser gets", async () => {
  await using server = await startTestServer();
  const alice = await signUp(server, "alice");
  const post = await alice.publish({ status: "hello #sun" });
  const table = /^## Pages\n(.*?)^## /ms.exec(readme)?.[1] ?? "";
  const paths = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(5);
  const browser = new Browser(server);
  await browser.post("/auth/sign_in", { name: "alice", password: PASSWORD });
  const kinds = [];
  for (const path of paths) {
    const filled = path.replace("<name>", "alice").replace("<post>", post).replace("<hashtag>", "sun");
    const { status, headers } = await browser.get(filled, { accept: "text/html" });
    kinds.push([path, status, headers.get("content-type")]);
  }
  // There is no application that asks, and nobody whom to follow.
  const refused = new Map([
    ["/oauth/authorize", 400],
    ["/authorize_interaction", 404],
  ]);
  const expected = (path: string): number => refused.get(path) ?? 200;
  expect(kinds).toEqual(paths.map((path) => [path, expected(path), "text/html; charset=UTF-8"]));
});

it("the README's example starts a node, asks it, and stops it", async () => {
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  const directory = mkdtempSync(join(tmpdir(), "mastic-readme-"));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--conditions=@mastic/source",
      "--disable-warning=ExperimentalWarning",
      "--input-type=module-typescript",
      "--eval",
      example,
    ],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: {
        ...process.env,
        DATA_DIR: directory,
        PORT: port.toString(),
        INSTANCE_TITLE: "Village",
        LOG_LEVEL: "silent",
      },
    },
  );
  expect(stdout).toBe(`Village is 127.0.0.1:${port}\n`);
  rmSync(directory, { recursive: true });
});
