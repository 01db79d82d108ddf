import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openAdministration } from "./accounts/administration.ts";
import { readConfig } from "./config/config.ts";
import { openNode } from "./node.ts";
import { startServer } from "./server.ts";

it("refuses an origin that the store was not begun with, for the server and for commands", async () => {
  const directory = await mkdtemp(join(tmpdir(), "mastic-origin-"));
  const config = (PUBLIC_URL: string): ReturnType<typeof readConfig> => ({
    ...readConfig({ DATA_DIR: directory, LOG_LEVEL: "silent", PUBLIC_URL }, "/"),
    port: 0,
  });
  const first = config("https://one.example");
  const other = config("https://two.example");
  await (await startServer(first)).stop();
  for (const open of [startServer, openAdministration]) {
    await expect(open(other)).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringMatching(
        /^PUBLIC_URL is https:..two.example, but .*https:..one.example/,
      ) as string,
    });
  }
  await (await openAdministration(first)).close();
  await (await startServer(first)).stop();
  await rm(directory, { recursive: true });
});

it.each([
  [{ PORT: "4001" }, /^PORT is 4001, which makes .*4001, but .*127\.0\.0\.1:4000.*For example: PORT=4000$/],
  [{ HOST: "127.0.0.2" }, /^HOST is 127\.0\.0\.2, which makes .*For example: HOST=127\.0\.0\.1$/],
  [{ HOST: "0.0.0.0", PORT: "4001" }, /^HOST is 0\.0\.0\.0, .*localhost:4001.*\nPORT is 4001, /],
  [
    { PUBLIC_URL: "https://one.example" },
    /^PUBLIC_URL is https:..one.example, but .*:4000, which .*: set it back to/,
  ],
])("names what was changed: %o", async (change, message) => {
  const directory = await mkdtemp(join(tmpdir(), "mastic-origin-"));
  const config = (more: Record<string, string>): ReturnType<typeof readConfig> =>
    readConfig({ DATA_DIR: directory, PORT: "4000", ...more }, "/");
  await (await openAdministration(config({}), { begins: true })).close();
  await expect(openAdministration(config(change))).rejects.toMatchObject({
    message: expect.stringMatching(message) as string,
  });
  await rm(directory, { recursive: true });
});

it("names PUBLIC_URL where it is missing", async () => {
  const directory = await mkdtemp(join(tmpdir(), "mastic-origin-"));
  const config = (more: Record<string, string>): ReturnType<typeof readConfig> =>
    readConfig({ DATA_DIR: directory, ...more }, "/");
  await (await openAdministration(config({ PUBLIC_URL: "https://one.example" }), { begins: true })).close();
  await expect(openAdministration(config({}))).rejects.toThrow(
    /^PUBLIC_URL is not set, which makes it .*:3000 by HOST and PORT, .*: set it to https:..one.example,/,
  );
  await rm(directory, { recursive: true });
});

it("answers WebFinger at an IPv6 address", async () => {
  const directory = await mkdtemp(join(tmpdir(), "mastic-origin-"));
  const node = openNode(readConfig({ DATA_DIR: directory, HOST: "::1" }, "/"));
  const url = "/.well-known/webfinger?resource=acct:[::1]:3000@[::1]:3000";
  const answer = await node.federation.handle({ method: "GET", url, headers: {} });
  if (answer === undefined || "page" in answer) throw new Error("no document");
  expect(answer.status).toBe(200);
  expect(new TextDecoder().decode(answer.body)).toContain('"subject":"acct:%5B%3A%3A1%5D%3A3000@[::1]:3000"');
  await node.close();
  await rm(directory, { recursive: true });
});
