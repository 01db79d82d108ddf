import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApiError } from "./error.ts";
import { readInput } from "./input.ts";
import type { ApiRequest } from "./request.ts";

function request(more: Partial<ApiRequest>): ApiRequest {
  return { method: "POST", url: "/api/v1/statuses", headers: {}, token: null, ...more };
}

function form(text: string): ApiRequest {
  return request({
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new TextEncoder().encode(text),
  });
}

function json(value: unknown): ApiRequest {
  return request({
    headers: { "content-type": "application/json; charset=utf-8" },
    body: new TextEncoder().encode(JSON.stringify(value)),
  });
}

describe("readInput", () => {
  it.each([
    ["query", request({ url: "/x?id[]=1&id[]=2" })],
    ["query without brackets", request({ url: "/x?id=1&id=2" })],
    ["query with indices", request({ url: "/x?id[0]=1&id[1]=2" })],
    ["form", form("id%5B%5D=1&id%5B%5D=2")],
    ["JSON", json({ id: ["1", 2] })],
    [
      "multipart",
      request({
        form: [
          ["id[]", "1"],
          ["id[]", "2"],
        ],
      }),
    ],
  ])("reads a list from %s", (_name, it) => {
    expect(readInput(it).list("id")).toEqual(["1", "2"]);
  });

  it.each([
    ["form", form("source[privacy]=private&fields_attributes[0][name]=a&fields_attributes[0][value]=b")],
    ["JSON", json({ source: { privacy: "private" }, fields_attributes: [{ name: "a", value: "b" }] })],
    [
      "JSON object of entries",
      json({ source: { privacy: "private" }, fields_attributes: { 0: { name: "a", value: "b" } } }),
    ],
  ])("reads nested fields from %s", (_name, it) => {
    const input = readInput(it);
    expect(input.text("source.privacy")).toBe("private");
    expect(input.text("fields_attributes.0.name")).toBe("a");
    expect(input.text("fields_attributes.0.value")).toBe("b");
  });

  it("prefers the body to the query", () => {
    const input = readInput({ ...form("status=body"), url: "/x?status=query&limit=3" });
    expect(input.text("status")).toBe("body");
    expect(input.text("limit")).toBe("3");
  });

  it.each([
    ["1", true],
    ["true", true],
    ["on", true],
    ["0", false],
    ["false", false],
    ["off", false],
  ])("reads the boolean %s as %s", (text, value) => {
    expect(readInput(form(`sensitive=${text}`)).boolean("sensitive")).toBe(value);
  });

  it("clamps numbers and falls back on nonsense", () => {
    const bounds = { min: 1, max: 40, fallback: 20 };
    expect(readInput(form("limit=1000")).integer("limit", bounds)).toBe(40);
    expect(readInput(form("limit=-5")).integer("limit", bounds)).toBe(1);
    expect(readInput(form("limit=many")).integer("limit", bounds)).toBe(20);
    expect(readInput(form("")).integer("limit", bounds)).toBe(20);
  });

  it.each([
    ["percent-encoding", form("a=%E0%A4%A")],
    ["UTF-8", request({ body: new Uint8Array([0xff, 0xfe]) })],
    [
      "JSON",
      request({ headers: { "content-type": "application/json" }, body: new TextEncoder().encode("{") }),
    ],
    ["a JSON object", json([1])],
    ["shallow", json({ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } })],
    ["few", form(Array.from({ length: 1001 }, (_, i) => `a${i}=1`).join("&"))],
  ])("refuses what is not %s", (_name, it) => {
    expect(() => readInput(it)).toThrow(ApiError);
  });

  it("never fails otherwise, whatever is sent", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (body, isJson) => {
        try {
          readInput(request({ body, headers: { "content-type": isJson ? "application/json" : "" } }));
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }),
    );
  });
});

describe("text that is none", () => {
  it.each([
    ["query", { url: "/x?q=a%00" }],
    ["JSON", { url: "/x", headers: { "content-type": "application/json" }, body: '{"q":"\\ud800"}' }],
    ["form", { url: "/x", body: "q=%00" }],
  ])("is refused in a %s", (_, { url, ...rest }) => {
    const { headers = {}, body } = rest as { headers?: Record<string, string>; body?: string };
    const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) };
    const request = { method: "POST", url, headers, token: null, ...bytes };
    expect(() => readInput(request)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
