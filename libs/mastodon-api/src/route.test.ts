import { describe, expect, it } from "vitest";
import { grants } from "./scopes.ts";
import { ok } from "./request.ts";
import { route, RouteTable } from "./route.ts";
import { routes } from "./routes.ts";

const none = async () => ok({});

describe("RouteTable", () => {
  const table = new RouteTable([
    route("GET", "/api/v1/accounts/:id", "open", none),
    route("GET", "/api/v1/accounts/search", "open", none),
    route("POST", "/api/v1/accounts/:id/follow", "write:follows", none),
  ]);

  it("lets fixed segments win over variables", () => {
    expect(table.find("GET", "/api/v1/accounts/search")).toMatchObject({ params: {} });
    expect(table.find("GET", "/api/v1/accounts/7")).toMatchObject({ params: { id: "7" } });
    expect(table.find("POST", "/api/v1/accounts/search/follow")).toMatchObject({ params: { id: "search" } });
  });

  it("ignores a trailing slash, and answers HEAD as GET", () => {
    expect(table.find("HEAD", "/api/v1/accounts/7/")).toMatchObject({ params: { id: "7" } });
  });

  it("tells another method from no such path", () => {
    expect(table.find("DELETE", "/api/v1/accounts/7")).toEqual({ allowed: ["GET"] });
    expect(table.find("GET", "/api/v1/nothing")).toBeUndefined();
    expect(table.find("GET", `/api${"/x".repeat(1000)}`)).toBeUndefined();
  });
});

describe("the routes of the API", () => {
  it("declare each method and path once", () => {
    const names = routes.map((it) => `${it.method} ${it.path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are never open where they change something", () => {
    const open = routes.filter((it) => it.method !== "GET" && (it.access === "open" || it.access === "app"));
    expect(open.map((it) => it.path)).toEqual([]);
  });
});

describe("grants", () => {
  it.each([
    [["read"], "read:statuses", true],
    [["read:statuses"], "read:statuses", true],
    [["read:statuses"], "read:accounts", false],
    [["write"], "read:statuses", false],
    [["follow"], "write:follows", true],
    [["follow"], "write:statuses", false],
    [["read:accounts"], "profile", true],
    [["profile"], "profile", true],
    [["profile"], "read:accounts", false],
    [["admin:read"], "admin:read:reports", true],
    [["read"], "admin:read:reports", false],
    [[], "read", false],
  ])("%j grants %s: %s", (granted, wanted, expected) => {
    expect(grants(granted, wanted)).toBe(expected);
  });
});
