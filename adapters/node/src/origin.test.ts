import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openAdministration } from "./accounts/administration.ts";
import { readConfig } from "./config/config.ts";
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
