import { describe, expect, test } from "vitest";
import vectors from "../../../../vectors/http-signatures/components.json" with { type: "json" };
import { type RequestVector, requestOf, type ResponseVector, responseOf } from "../message.test-support.ts";
import { parseComponent } from "./component.ts";
import { signatureBase } from "./signature-base.ts";

interface Case {
  readonly component: string;
  readonly request?: RequestVector | undefined;
  readonly response?: ResponseVector | undefined;
  readonly structuredFields?: object | undefined;
}

/** The line of the component in a signature base. */
function lineOf({ component, request, response, structuredFields }: Case): string {
  const message =
    request !== undefined ? requestOf(request) : response !== undefined ? responseOf(response) : undefined;
  if (message === undefined) throw new Error("the vector has no message");
  const types = { "example-dict": "dictionary", "example-list": "list", "example-item": "item" } as const;
  const parsed = parseComponent(component);
  const known = structuredFields === undefined ? undefined : types;
  return signatureBase([parsed], "()", message, undefined, known).split("\n")[0] ?? "";
}

describe("components", () => {
  test.each(vectors.valid)("$component ($source)", (vector) => {
    const { component, value } = vector;
    const identifier = component.startsWith('"') ? component : `"${component}"`;
    expect(lineOf(vector)).toBe(`${identifier}: ${value}`);
  });

  test.each(vectors.invalid)("refuses $component ($source)", (vector) => {
    expect(() => lineOf(vector)).toThrow(expect.objectContaining({ code: vector.code }));
  });
});

test("a request to the server itself has a star for its target (RFC 9421 section 2.2.5)", () => {
  const request = { method: "OPTIONS", path: "*", host: "example.com", headers: {} };
  const lines = ["@request-target", "@path", "@target-uri"].map(
    (name) => signatureBase([parseComponent(name)], "()", request).split("\n")[0],
  );
  expect(lines).toEqual(['"@request-target": *', '"@path": *', '"@target-uri": https://example.com']);
});
