import fc from "fast-check";
import { expect, test } from "vitest";
import { setDomainToAscii } from "./international.ts";
import { splitUrl } from "./split-url.ts";

const read = (url: string) => splitUrl(url)?.origin.origin;

test("what was read before is read alike, however many servers were read between", () => {
  const spellings = ["https://a.example", "HTTPS://A.example", "https://a.example:443", "http://a.example"];
  const first = spellings.map(read);
  expect(first).toEqual(["https://a.example", "https://a.example", "https://a.example", "http://a.example"]);
  for (let n = 0; n < 1_000; n += 1) expect(read(`https://s${n}.example/x`)).toBe(`https://s${n}.example`);
  expect(spellings.map(read)).toEqual(first);
});

test("an A-label is judged by the tables there are, not by those there were", () => {
  expect(read("https://xn--a.example/")).toBe("https://xn--a.example");
  setDomainToAscii(() => undefined);
  expect(read("https://xn--a.example/")).toBeUndefined();
});

test("the authority ends where the path, the query or the fragment begins", () => {
  const rest = fc.oneof(fc.constant(""), fc.stringMatching(/^[/?#][a-z/?#]{0,8}$/));
  fc.assert(
    fc.property(fc.constantFrom("https", "http"), rest, (scheme, end) => {
      expect(splitUrl(`${scheme}://b.example:81${end}`)).toEqual({
        origin: {
          scheme,
          hostname: "b.example",
          port: 81,
          host: "b.example:81",
          origin: `${scheme}://b.example:81`,
        },
        rest: end,
      });
    }),
  );
  for (const none of ["https:///a", "https://", "https:/b.example", "ftp://b.example", "https://?b.example"])
    expect(splitUrl(none)).toBeUndefined();
});
