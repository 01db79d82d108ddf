import fc from "fast-check";
import { expect, test } from "vitest";
import { cavageSigningString } from "./cavage/signing-string.ts";
import { headerOf, type HttpRequest, requestTarget } from "./request.ts";
import { parseComponent } from "./rfc9421/component.ts";
import { signatureBase } from "./rfc9421/signature-base.ts";
import { encodeSignatureText } from "./signature-text.ts";

const names = ["a", "b", "date"] as const;
const pseudo = ["(request-target)", "(created)", "(expires)"];
const derived = ["@method", "@path", "@query", "@authority"];
/** Values that would like to pass for another line. */
const value = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom("a: ", "b", "\n", ": ", '"', "\\", '"@method": ', "x", ",", " "), { maxLength: 6 })
    .map((parts) => parts.join("")),
);
const request: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.oneof(fc.constantFrom("GET", "get", "POST"), value),
  host: fc.constantFrom("example.com", "example.org"),
  path: fc.oneof(
    fc.constantFrom("/", "/a", "/a?b", "/a?", "/?a=b"),
    value.map((text) => `/${text}`),
  ),
  headers: fc.record({ a: value, b: value, date: value }),
});

interface Signed {
  readonly text: string;
  /** What the text is to tell apart. */
  readonly covered: unknown;
}

/** The signed text of what can be signed at all. */
function attempt(build: () => { text: string; lines: number }): string | undefined {
  try {
    const { text, lines } = build();
    return new TextDecoder().decode(encodeSignatureText(text, lines));
  } catch {
    return undefined;
  }
}

/** All that was signed alike covered the same; counts how often that could be seen. */
function expectInjective(left: Signed | undefined, right: Signed | undefined): void {
  if (left === undefined || right === undefined || left.text !== right.text) return;
  expect(left.covered).toEqual(right.covered);
}

function rfc9421(sent: HttpRequest, components: readonly string[]): Signed | undefined {
  const params = `(${components.map((name) => `"${name}"`).join(" ")});created=1`;
  const text = attempt(() => ({
    text: signatureBase(components.map(parseComponent), params, sent),
    lines: components.length + 1,
  }));
  if (text === undefined) return undefined;
  const { authority, path, query } = requestTarget(sent);
  const values: Record<string, unknown> = {
    "@method": sent.method,
    "@path": path,
    "@query": query === "" ? "?" : query,
    "@authority": authority,
  };
  const covered = components.map((name) => [name, values[name] ?? headerOf(sent, name)]);
  return { text, covered };
}

function cavage(sent: HttpRequest, components: readonly string[]): Signed | undefined {
  const target = requestTarget(sent);
  const parameters = { components, created: 1, expiresText: "2", algorithm: "hs2019" };
  const text = attempt(() => ({
    text: cavageSigningString(parameters, sent, target),
    lines: components.length,
  }));
  if (text === undefined) return undefined;
  const covered = components.map((name) => {
    if (name === "(request-target)") return `${sent.method.toLowerCase()} ${target.path}${target.query}`;
    return name.startsWith("(") ? name : headerOf(sent, name);
  });
  return { text, covered: [components, covered] };
}

/** Two requests that differ in little, so that their texts may meet. */
const pairOf = (all: readonly string[]) =>
  fc
    .tuple(
      request,
      request,
      fc.shuffledSubarray([...all], { minLength: 1 }),
      fc.shuffledSubarray([...all], { minLength: 1 }),
      fc.boolean(),
    )
    .map(
      ([one, other, first, second, isAlike]) =>
        [one, isAlike ? one : other, first, isAlike ? first : second] as const,
    );

test("one signature base stands for one set of covered values (RFC 9421 section 7.5.6)", () => {
  fc.assert(
    fc.property(pairOf([...names, ...derived]), ([one, other, first, second]) => {
      expectInjective(rfc9421(one, first), rfc9421(other, second));
    }),
    { numRuns: 5000 },
  );
});

test("one signing string stands for one list of covered values", () => {
  fc.assert(
    fc.property(pairOf([...names, ...pseudo]), ([one, other, first, second]) => {
      expectInjective(cavage(one, first), cavage(other, second));
    }),
    { numRuns: 5000 },
  );
});

test("a signature base can be taken apart into what was put together", () => {
  fc.assert(
    fc.property(request, fc.shuffledSubarray([...names, ...derived]), (sent, components) => {
      const signed = rfc9421(sent, components);
      if (signed === undefined) return;
      const lines = signed.text.split("\n").slice(0, -1);
      const apart = lines.map((line) => {
        const end = line.indexOf('": ');
        return [line.slice(1, end), line.slice(end + 3)];
      });
      expect(apart).toEqual(signed.covered);
    }),
    { numRuns: 5000 },
  );
});
