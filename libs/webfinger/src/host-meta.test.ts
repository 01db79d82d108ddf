import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/host-meta.json" with { type: "json" };
import { WebFingerError } from "./error.ts";
import {
  hostMetaRequest,
  parseHostMeta,
  webfingerTemplate,
  writeHostMetaJson,
  writeHostMetaXml,
} from "./host-meta.ts";

describe("host-meta", () => {
  test("is asked for at the host itself, in either form", () => {
    expect(hostMetaRequest("Example.com:443")).toEqual({
      method: "GET",
      url: "https://example.com/.well-known/host-meta",
      headers: { accept: "application/xrd+xml, application/jrd+json;q=0.9" },
    });
    expect(hostMetaRequest("127.0.0.1:8080", "http").url).toBe("http://127.0.0.1:8080/.well-known/host-meta");
    for (const host of ["", "a@example.com", "example.com/x", "https://example.com"])
      expect(() => hostMetaRequest(host)).toThrow(expect.objectContaining({ code: "host_malformed" }));
  });

  test.each(vectors.valid)("$source", ({ text, template }) => {
    expect(parseHostMeta(text)).toBe(template);
  });

  test.each(vectors.invalid)("refuses: $source", ({ text, code }) => {
    expect(() => parseHostMeta(text)).toThrow(expect.objectContaining({ code }));
  });

  test("what is written is read, markup in the template included", () => {
    for (const template of [webfingerTemplate("example.com"), 'https://a.example/?a="<&>"&lt;&r={uri}']) {
      const written = parseXml(writeHostMetaXml(template));
      expect(written).toBe(template);
      expect(JSON.parse(writeHostMetaJson(template))).toMatchObject({ links: [{ template }] });
    }
    const template = webfingerTemplate("example.com");
    expect(parseHostMeta(writeHostMetaXml(template))).toBe(template);
    expect(parseHostMeta(writeHostMetaJson(template))).toBe(template);
  });

  test("any text is read or refused with a code, in time that grows with its length", () => {
    const nearly = fc
      .array(
        fc.constantFrom(
          "<Link ",
          'rel="lrdd" ',
          "template=",
          '"',
          "'",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<?",
          "&#x110000;",
          "/>",
          "<",
          "=",
          "{uri}",
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        try {
          parseHostMeta(text);
        } catch (error) {
          expect(error).toBeInstanceOf(WebFingerError);
        }
      }),
      { numRuns: 1000 },
    );
    for (const piece of [
      "<",
      "<a ",
      '<a="',
      "<a='",
      "<!--",
      "<![CDATA[",
      "<?",
      "<!",
      "<!---->",
      "<Link rel=",
      '<a b="\'" ',
    ]) {
      const text = piece.repeat(Math.floor(65_000 / piece.length));
      expect(() => parseHostMeta(text)).toThrow(WebFingerError);
    }
  }, 5_000);
});

/** The template attribute by other means than the parser under test. */
function parseXml(xml: string): string {
  const value = /template="([^"]*)"/.exec(xml)?.[1] ?? "";
  return value.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
