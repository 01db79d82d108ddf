import { describe, expect, it } from "vitest";
import { readConfig } from "../config/config.ts";
import { environment } from "../config/schema.ts";
import { logger } from "../observability/logger.ts";
import type { AccountSummary, Administration, ReportSummary } from "./administration.ts";
import type { CommandHost } from "./host.ts";
import { runProgram } from "./program.ts";
import { createFirst, greeting } from "./start.ts";

interface Run {
  readonly code: number;
  /** What was asked of the node, in order. */
  readonly asked: unknown[][];
  readonly out: string;
  readonly err: string;
}

const account = (handle: string): AccountSummary => ({
  handle,
  email: null,
  status: "Active",
  isModerator: handle === "alice",
  createdAt: Date.parse("2026-11-21T10:00:00Z"),
});

const block = {
  domain: "evil.example",
  severity: "suspend",
  createdAt: Date.parse("2026-11-21T10:00:00Z"),
} as const;

const report = (id: string): ReportSummary => ({
  id,
  state: "open",
  category: "spam",
  reporter: "@alice",
  target: "@bob@evil.example",
  targetUri: "https://evil.example/users/bob",
  statuses: ["https://evil.example/1", "https://evil.example/2"],
  reason: "buy\nnow \u001b[31m\u009b\u202e",
  forwarded: false,
  createdAt: Date.parse("2026-11-21T10:00:00Z"),
  resolvedAt: null,
});

/** Runs a command line against a node that only records what it is asked. */
async function run(
  line: string,
  {
    input = "",
    environment = {},
    isInhabited = false,
    failure,
  }: {
    input?: string;
    environment?: Record<string, string>;
    isInhabited?: boolean;
    failure?: Error;
  } = {},
): Promise<Run> {
  const asked: unknown[][] = [];
  const out: string[] = [];
  const err: string[] = [];
  const record =
    <R>(name: string, result: R) =>
    async (...args: unknown[]): Promise<R> => {
      asked.push([name, ...args]);
      return result;
    };
  const node: Administration = {
    createAccount: record("createAccount", undefined),
    listAccounts: async (page) => {
      asked.push(["listAccounts", page]);
      return page.after === undefined
        ? { accounts: [account("alice")], next: "1" }
        : { accounts: [account("bob")] };
    },
    suspendAccount: record("suspendAccount", undefined),
    unsuspendAccount: record("unsuspendAccount", undefined),
    deleteAccount: record("deleteAccount", undefined),
    setPassword: record("setPassword", undefined),
    addModerator: record("addModerator", undefined),
    removeModerator: async () => {
      throw Object.assign(new Error("bob is no moderator"), { code: "NotModerator" });
    },
    blockDomain: record("blockDomain", block),
    unblockDomain: record("unblockDomain", block),
    listDomainBlocks: record("listDomainBlocks", [block]),
    listReports: async (page) => {
      asked.push(["listReports", page]);
      const first = Array.from({ length: 100 }, (_, index) => report((300 - index).toString()));
      return page.before === undefined ? first.slice(0, page.limit) : [report("7")];
    },
    resolveReport: record("resolveReport", { ...report("7"), state: "resolved" }),
    dismissReport: record("dismissReport", { ...report("7"), state: "dismissed" }),
    removeStatus: record("removeStatus", { uri: "https://me.example/users/bob/statuses/1" }),
    createInvitation: record("createInvitation", "c0de"),
    migrate: record("migrate", { from: 1, to: 2 }),
    backup: record("backup", undefined),
    close: record("close", undefined),
  };
  const host: CommandHost = {
    environment,
    workingDirectory: "/srv/mastic",
    version: "1.2.3",
    input: (async function* () {
      yield new TextEncoder().encode(input);
    })(),
    print: (text) => void out.push(text),
    printError: (text) => void err.push(text),
    openAdministration: async (_, { begins }) => {
      if (begins) asked.push(["begins"]);
      return node;
    },
    startNode: async ({ port, logLevel, logFormat }) => ({
      address: `http://127.0.0.1:${port}`,
      hasAccounts: async () => isInhabited,
      log: logger({
        level: logLevel,
        format: logFormat,
        destination: { write: (line) => void out.push(line.trimEnd()) },
      }),
      failed: failure === undefined ? new Promise<never>(() => undefined) : Promise.resolve(failure),
      stop: record("stop", undefined),
    }),
    untilStopped:
      failure === undefined ? record("untilStopped", undefined) : () => new Promise(() => undefined),
  };
  const code = await runProgram(line.split(" ").filter(Boolean), host);
  return { code, asked, out: out.join("\n"), err: err.join("\n") };
}

describe("mastic account", () => {
  it("creates an account with the password of standard input", async () => {
    const { code, asked, out } = await run(
      "account create alice --email a@me.example --moderator --password-stdin",
      { input: "correct horse\nmore\n" },
    );
    expect(asked).toEqual([
      [
        "createAccount",
        { handle: "alice", email: "a@me.example", password: "correct horse", isModerator: true },
      ],
      ["close"],
    ]);
    expect([code, out]).toEqual([0, "Created @alice@127.0.0.1:3000\nSign in at http://127.0.0.1:3000"]);
  });

  it("prints a new password when none was given", async () => {
    const { asked, out } = await run("account create alice");
    const [, password] = /^Password: ([\w-]{20})$/m.exec(out) ?? [];
    expect(asked[0]).toEqual([
      "createAccount",
      { handle: "alice", email: null, password, isModerator: false },
    ]);
  });

  it("does nothing without the password it was promised", async () => {
    const { code, asked, err } = await run("account create alice --password-stdin");
    expect([code, asked, err]).toEqual([1, [], "there is no password on standard input"]);
  });

  it("lists page by page", async () => {
    const { asked, out } = await run("account list");
    expect(out).toBe(
      "handle\tstate\trole\tsince\temail\n@alice\tActive\tmoderator\t2026-11-21\t-\n@bob\tActive\t-\t2026-11-21\t-",
    );
    expect(asked).toEqual([
      ["listAccounts", { limit: 200 }],
      ["listAccounts", { limit: 200, after: "1" }],
      ["close"],
    ]);
    expect(JSON.parse((await run("account list --json --limit 1")).out)).toEqual(account("alice"));
  });

  it.each([
    ["account suspend bob", ["suspendAccount", "bob"]],
    ["account unsuspend bob", ["unsuspendAccount", "bob"]],
    ["account delete bob --yes", ["deleteAccount", "bob"]],
    ["moderator add bob", ["addModerator", "bob"]],
    ["domain-block add evil.example --severity suspend", ["blockDomain", "evil.example", "suspend"]],
    ["domain-block add evil.example --severity silence", ["blockDomain", "evil.example", "silence"]],
    ["domain-block remove evil.example", ["unblockDomain", "evil.example"]],
    ["domain-block list", ["listDomainBlocks", { limit: 200 }]],
    ["report list --state dismissed --limit 5", ["listReports", { state: "dismissed", limit: 5 }]],
    ["report resolve 7", ["resolveReport", "7"]],
    ["report dismiss 7", ["dismissReport", "7"]],
    ["status remove https://me.example/@bob/1", ["removeStatus", "https://me.example/@bob/1"]],
    ["invite create", ["createInvitation", { uses: 1, expiresAt: null }]],
    ["invite create --uses 5", ["createInvitation", { uses: 5, expiresAt: null }]],
    ["db backup copy.sqlite", ["backup", "/srv/mastic/copy.sqlite"]],
  ])("%s", async (line, expected) => {
    const { code, asked, out } = await run(line);
    expect(asked).toEqual([expected, ["close"]]);
    expect(code).toBe(0);
    expect(out).not.toBe("");
  });

  it("makes a database only when it is asked for one", async () => {
    const { asked, out } = await run("db migrate");
    expect(asked).toEqual([["begins"], ["migrate"], ["close"]]);
    expect(out).toBe("Migrated the database from version 1 to 2");
  });

  it("lists servers as text and as JSON", async () => {
    expect((await run("domain-block list")).out).toBe(
      "host\tseverity\tsince\nevil.example\tsuspend\t2026-11-21",
    );
    expect(JSON.parse((await run("domain-block list --json")).out)).toEqual(block);
  });

  it("lists reports page by page, and lets nobody write to the terminal", async () => {
    const { asked, out } = await run("report list");
    expect(asked).toEqual([
      ["listReports", { state: "open", limit: 100 }],
      ["listReports", { state: "open", limit: 100, before: "201" }],
      ["close"],
    ]);
    const lines = out.split("\n");
    expect(lines).toHaveLength(102);
    expect([lines[0], lines.at(-1)]).toEqual([
      "id\tstate\tsince\tby\tabout\tcategory\treason\tstatuses",
      "7\topen\t2026-11-21\t@alice\t@bob@evil.example\tspam\tbuy\\nnow \\u001b[31m\\u009b\\u202e\thttps://evil.example/1 https://evil.example/2",
    ]);
    expect(JSON.parse((await run("report list --json --limit 1")).out)).toEqual(report("300"));
  });

  it("says how a report stands once it is closed", async () => {
    expect((await run("report resolve 7")).out).toBe("Report 7 is resolved");
    expect((await run("report dismiss 7")).out).toBe("Report 7 is dismissed");
  });

  it("resets a password", async () => {
    const { asked } = await run("account reset-password bob --password-stdin", { input: "correct horse" });
    expect(asked[0]).toEqual(["setPassword", "bob", "correct horse"]);
  });

  it("deletes nothing without being sure", async () => {
    const { code, asked, err } = await run("account delete bob");
    expect([code, asked]).toEqual([1, []]);
    expect(err).toContain("--yes");
  });

  it("says what failed, with its code, and closes the node", async () => {
    const { code, err, asked } = await run("moderator remove bob");
    expect([code, err]).toEqual([1, "bob is no moderator (NotModerator)"]);
    expect(asked).toEqual([["close"]]);
  });

  it("prints where an invitation leads", async () => {
    const { out } = await run("invite create", { environment: { PUBLIC_URL: "https://me.example" } });
    expect(out).toBe("https://me.example/auth/sign_up?invitation=c0de");
  });
});

describe("mastic", () => {
  it.each([
    "--help",
    "start --help",
    "account --help",
    "account create --help",
    "account list --help",
    "account suspend --help",
    "account unsuspend --help",
    "account delete --help",
    "account reset-password --help",
    "moderator --help",
    "moderator add --help",
    "moderator remove --help",
    "domain-block --help",
    "domain-block add --help",
    "domain-block remove --help",
    "domain-block list --help",
    "report --help",
    "report list --help",
    "report resolve --help",
    "report dismiss --help",
    "status --help",
    "status remove --help",
    "invite --help",
    "invite create --help",
    "config --help",
    "db --help",
    "db migrate --help",
    "db backup --help",
  ])("%s helps", async (line) => {
    const { code, out, asked } = await run(line);
    expect([code, asked]).toEqual([0, []]);
    expect(out).toMatch(/^Usage: mastic/);
  });

  it.each([
    "account create",
    "account suspend",
    "account unsuspend",
    "account delete",
    "account reset-password",
    "moderator add",
    "moderator remove",
  ])("%s --help says what a handle is", async (line) => {
    expect((await run(`${line} --help`)).out).toMatch(/handle +the name before the @/);
  });

  it("lists the variables without a node, whatever they are set to", async () => {
    const { code, asked, out } = await run("config", { environment: { PORT: "x" } });
    expect([code, asked]).toEqual([0, []]);
    expect(out).toMatch(/^PORT$/m);
    expect(out).toMatch(/^ {2}Default: 3000\. For example: PORT=8080$/m);
    for (const name of Object.keys(environment.shape)) expect(out).toMatch(new RegExp(`^${name}$`, "m"));
    expect((await run("--help")).out).toContain("mastic config");
  });

  it("tells its version", async () => {
    expect(await run("--version")).toMatchObject({ code: 0, out: "1.2.3" });
  });

  it.each([
    ["accounts", "unknown command"],
    ["account create", "missing required argument 'handle'"],
    ["account create alice --admin", "unknown option '--admin'"],
    ["domain-block add evil.example", "required option '--severity <severity>' not specified"],
    ["domain-block add evil.example --severity mild", "Allowed choices are silence, suspend"],
    ["report list --state closed", "Allowed choices are open, resolved, dismissed"],
    ["invite create --uses many", "whole number from 1"],
    ["account list --limit 0", "whole number from 1"],
  ])("refuses %s", async (line, message) => {
    const { code, err, asked } = await run(line);
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain(message);
  });

  it("refuses a wrong configuration before anything is opened", async () => {
    const { code, err, asked } = await run("account list", { environment: { PORT: "x" } });
    expect([code, asked]).toEqual([2, []]);
    expect(err).toBe('PORT is "x": it must be a whole number from 1 to 65535. For example: PORT=8080');
  });
});

describe("mastic start", () => {
  it("runs until it is stopped, and says where and what next", async () => {
    const { code, asked, out } = await run("start");
    expect([code, asked]).toEqual([0, [["untilStopped"], ["stop"]]]);
    expect(out).toContain("Mastic is running at http://127.0.0.1:3000\n");
    expect(out).toContain("Data is kept in /srv/mastic/data\n");
    expect(out).toContain("npx mastic account create alice");
    expect(out).toContain("http://127.0.0.1:3000/auth/sign_up");
  });

  it("speaks of the first account only where there is none", async () => {
    const { out } = await run("start", { isInhabited: true });
    expect(out).toContain("Mastic is running at");
    expect(out).not.toMatch(/account|sign_up/);
  });

  it("writes nothing but JSON where logs are JSON", async () => {
    const environment = { LOG_FORMAT: "json" };
    const messages = async (isInhabited: boolean): Promise<unknown[]> =>
      (await run("start", { environment, isInhabited })).out
        .split("\n")
        .map((line) => (JSON.parse(line) as { msg: unknown }).msg);
    const stopping = "Stopping: what is under way is finished first.";
    expect(await messages(false)).toEqual(["there is no account yet", stopping]);
    expect(await messages(true)).toEqual([stopping]);
  });

  it("ends with a failure when the disk failed, so that a supervisor starts it again", async () => {
    const failure = Object.assign(new Error("the disk did not take the log"), { code: "engine_failure" });
    const { code, asked, err } = await run("start", { failure });
    expect([code, asked, err]).toEqual([1, [["stop"]], "the disk did not take the log (engine_failure)"]);
  });

  it("names both addresses where a proxy stands in front, and no sign-up where there is none", () => {
    const environment = { PUBLIC_URL: "https://me.example", REGISTRATIONS: "closed" };
    const lines = greeting(readConfig(environment, "/"), "http://127.0.0.1:3000", "mastic x").join("\n");
    expect(lines).toContain("at https://me.example (listening on http://127.0.0.1:3000)");
    expect(lines).not.toContain("sign_up");
  });

  it("names the command that makes an account in this very node, wherever its data is", () => {
    const environment = { DATA_DIR: "my data/it's", PORT: "8791", LOG_LEVEL: "debug" };
    expect(createFirst(readConfig(environment, "/srv"), environment)).toBe(
      `DATA_DIR='/srv/my data/it'\\''s' PORT=8791 npx mastic account create alice --email alice@example.com`,
    );
  });
});
