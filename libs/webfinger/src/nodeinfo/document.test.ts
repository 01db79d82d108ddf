import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../../vectors/webfinger/nodeinfo.json" with { type: "json" };
import {
  buildNodeInfo,
  buildNodeInfoDiscovery,
  nodeInfoDiscoveryRequest,
  nodeInfoMediaType,
  nodeInfoRequest,
  parseNodeInfo,
  parseNodeInfoDiscovery,
} from "../nodeinfo.ts";
import { WebFingerError } from "../error.ts";

describe("NodeInfo", () => {
  test.each(vectors.valid)("$source", ({ document }) => {
    expect(parseNodeInfo(JSON.stringify(document))).toEqual(document);
  });

  test.each(vectors.invalid)("refuses: $source", ({ document }) => {
    expect(() => parseNodeInfo(JSON.stringify(document))).toThrow(
      expect.objectContaining({ code: "nodeinfo_malformed" }),
    );
  });

  test("2.0 does not have what only 2.1 has", () => {
    const info = {
      software: { name: "mastic", version: "0.1.0", repository: "https://example.com/r" },
      protocols: ["activitypub"],
      openRegistrations: false,
      usage: { users: { total: 1 } },
    };
    expect(buildNodeInfo("2.0", info).software).toEqual({ name: "mastic", version: "0.1.0" });
    expect(buildNodeInfo("2.1", info).software).toEqual(info.software);
    expect(parseNodeInfo(JSON.stringify(buildNodeInfo("2.0", info)))).toEqual(buildNodeInfo("2.0", info));
    expect(() => buildNodeInfo("2.0", { ...info, protocols: [] })).toThrow(WebFingerError);
  });

  test("any JSON is read or refused with a code", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const read of [parseNodeInfo, parseNodeInfoDiscovery]) {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(WebFingerError);
          }
        }
      }),
    );
  });
});

describe("NodeInfo discovery", () => {
  test.each(vectors.discovery)("$source", ({ text, links }) => {
    expect(parseNodeInfoDiscovery(text)).toMatchObject(links);
    expect(
      parseNodeInfoDiscovery(JSON.stringify(buildNodeInfoDiscovery(parseNodeInfoDiscovery(text)))),
    ).toEqual(parseNodeInfoDiscovery(text));
  });

  test.each(vectors.invalidDiscovery)("refuses: $source", ({ text, code }) => {
    expect(() => parseNodeInfoDiscovery(text)).toThrow(expect.objectContaining({ code }));
  });

  test("is asked for at the host, and then the document of the highest version", () => {
    const headers = { accept: "application/json" };
    const url = "https://example.com/.well-known/nodeinfo";
    expect(nodeInfoDiscoveryRequest("Example.com")).toEqual({ method: "GET", url, headers });
    expect(() => nodeInfoDiscoveryRequest("example.com/x")).toThrow(
      expect.objectContaining({ code: "host_malformed" }),
    );
    const documents = { "2.0": "https://example.com/0", "2.1": "https://example.com/1" };
    expect(nodeInfoRequest({ documents })).toEqual({ method: "GET", url: documents["2.1"], headers });
    expect(nodeInfoRequest({ documents: { "2.0": documents["2.0"] } }).url).toBe(documents["2.0"]);
    expect(() => nodeInfoRequest({ documents: {} })).toThrow(
      expect.objectContaining({ code: "nodeinfo_malformed" }),
    );
  });

  test("the media type names the schema", () => {
    expect(nodeInfoMediaType("2.0")).toBe(
      'application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#"; charset=utf-8',
    );
  });
});
