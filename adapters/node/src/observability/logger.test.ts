import { describe, expect, it } from "vitest";
import { logger, type LoggerOptions } from "./logger.ts";
import { requestId } from "./requestId.ts";

function recording(options: Partial<LoggerOptions> = {}): {
  log: ReturnType<typeof logger>;
  lines: string[];
} {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: logger({ level: "info", format: "json", destination, ...options }), lines };
}

describe("logger", () => {
  it("writes one object a line, with the names of levels and times in ISO 8601", () => {
    const { log, lines } = recording();
    log.child({ requestId: "r1" }).warn({ status: 401 }, "refused");
    log.debug("not this");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
      requestId: "r1",
      status: 401,
      msg: "refused",
    });
  });

  it.each(["json", "text"] as const)("never writes a secret (%s)", (format) => {
    const { log, lines } = recording({ format });
    log.info({
      password: "s3cret-1",
      body: { client_secret: "s3cret-2", code: "s3cret-3" },
      request: { headers: { authorization: "Bearer s3cret-4", cookie: "s3cret-5", host: "me.example" } },
    });
    expect(lines.join("")).toContain("me.example");
    expect(lines.join("")).not.toContain("s3cret");
  });

  it("writes a line for people, on which nobody can forge another", () => {
    const { log, lines } = recording({ format: "text" });
    log.info({ host: "peer.example", said: "a\nb c" }, "fine\n10:00:00.000 ERROR forged\u001b[31m");
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}fine\\n/);
    expect(lines[0]).toContain('host=peer.example  said="a\\nb c"\n');
    expect(lines[0]?.split("\n")).toHaveLength(2);
    expect(lines[0]).not.toContain("\u001b");
  });

  it("writes the stack of an error", () => {
    const { log, lines } = recording({ format: "text" });
    log.error({ err: new TypeError("no such thing") }, "failed");
    expect(lines[0]).toMatch(/ERROR failed\n {4}TypeError: no such thing\n {4}at /);
  });
});

describe("requestId", () => {
  it("is the proxy's when it is trusted and looks like one", () => {
    expect(requestId("0f-3a_b.9", true)).toBe("0f-3a_b.9");
    for (const header of [undefined, "short", "a b c d e f", "a".repeat(65), "line\nbreak1"])
      expect(requestId(header, true)).toMatch(/^[0-9a-f-]{36}$/);
    expect(requestId("0f-3a_b.9", false)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
