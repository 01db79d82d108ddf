import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/resource.json" with { type: "json" };
import { parseResource, parseWebFingerQuery, WebFingerError } from "./index.ts";

describe("what a question is about", () => {
  const { hosts } = vectors;

  test.each(vectors.valid)("$resource", ({ resource, answer }) => {
    expect(parseResource(resource, { hosts })).toEqual(answer);
  });

  test.each(vectors.invalid)("refuses $resource ($source)", ({ resource, code }) => {
    expect(() => parseResource(resource, { hosts })).toThrow(
      expect.objectContaining({ code, kind: "input" }),
    );
  });

  test("paths can be others", () => {
    const local = { hosts, userPaths: ["/u/"], instanceActorPath: "/instance" };
    expect(parseResource("https://example.com/u/alice", local)).toEqual({ kind: "account", user: "alice" });
    expect(parseResource("https://example.com/instance", local)).toEqual({ kind: "instance" });
    expect(() => parseResource("https://example.com/@alice", local)).toThrow(WebFingerError);
  });
});

describe("the query", () => {
  test.each(vectors.queries)("$query", ({ query, resource, rels }) => {
    expect(parseWebFingerQuery(query)).toEqual({ resource, rels });
  });

  test.each(vectors.invalidQueries)("refuses: $source", ({ query }) => {
    expect(() => parseWebFingerQuery(query)).toThrow(expect.objectContaining({ code: "query_malformed" }));
  });

  test("any text is understood or refused with a code", () => {
    const nearly = fc.string().map((text) => `resource=${text}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), nearly, fc.webUrl()), (text) => {
        for (const read of [
          () => parseWebFingerQuery(text),
          () => parseResource(text, { hosts: vectors.hosts }),
        ]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(WebFingerError);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
