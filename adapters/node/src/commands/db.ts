/** `mastic db ...`: the database file. */

import { resolve } from "node:path";
import type { Command } from "commander";
import type { CommandHost } from "./host.ts";
import { administer } from "./session.ts";

export function addDb(program: Command, host: CommandHost): void {
  const db = program.command("db").description("migrate the database, or back it up");
  db.command("migrate")
    .description(
      "bring the database to the version of this program, and make it when there is none (starting the node does it as well)",
    )
    .action(() =>
      administer(
        host,
        async (node) => {
          const { from, to } = await node.migrate();
          host.print(
            from === to
              ? `The database has version ${to}: nothing to do`
              : `Migrated the database from version ${from} to ${to}`,
          );
        },
        { begins: true },
      ),
    );
  db.command("backup")
    .argument("<file>", "where to write the copy; it must not exist")
    .description(
      "copy the database while the node runs (media are files in DATA_DIR/blobs: copy them after it)",
    )
    .action((file: string) =>
      administer(host, async (node) => {
        const path = resolve(host.workingDirectory, file);
        await node.backup(path);
        host.print(`Wrote ${path}`);
      }),
    );
}
