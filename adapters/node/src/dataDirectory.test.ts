import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "./config/config.ts";
import { lockDataDirectory } from "./dataDirectory.ts";
import { startServer } from "./server.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mastic-lock-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("lockDataDirectory", () => {
  it("lets one in at a time", () => {
    const release = lockDataDirectory(directory);
    expect(() => lockDataDirectory(directory)).toThrow(/another node runs on .*DATA_DIR/);
    release();
    lockDataDirectory(directory)();
  });

  it("names DATA_DIR when nothing can be kept there", async () => {
    const file = join(directory, "file");
    await writeFile(file, "");
    for (const bad of [file, join(file, "below"), "/proc/x", "/proc/x/y"]) {
      expect(() => lockDataDirectory(bad)).toThrow(/^DATA_DIR is .*For example: DATA_DIR=/);
    }
  });

  it("is free again after a crash", async () => {
    const file = join(import.meta.dirname, "dataDirectory.ts");
    const script = `import { lockDataDirectory } from ${JSON.stringify(file)}; lockDataDirectory(${JSON.stringify(directory)}); console.log("held"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, [
      "--conditions=@mastic/source",
      "--input-type=module-typescript",
      "--eval",
      script,
    ]);
    await once(child.stdout, "data");
    expect(() => lockDataDirectory(directory)).toThrow(/another node/);
    child.kill("SIGKILL");
    await once(child, "exit");
    lockDataDirectory(directory)();
  });
});

describe("startServer", () => {
  it("lets everything go when its port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const config = readConfig({ DATA_DIR: directory, PORT: String(port), LOG_LEVEL: "silent" }, "/");
    await expect(startServer(config)).rejects.toThrow(/^PORT is \d+, which another program has taken/);
    taken.close();
    await once(taken, "close");
    const server = await startServer(config);
    await expect(startServer(config)).rejects.toThrow(/another node/);
    expect((await fetch(`${server.address}/health`)).status).toBe(200);
    await server.stop();
  });
});
