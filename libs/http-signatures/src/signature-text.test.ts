import fc from "fast-check";
import { expect, test } from "vitest";
import { cavageSigningString } from "./cavage/signing-string.ts";
import { type Fields, fieldLines, fieldValue } from "./field.ts";
import { headerOf, type HttpMessage, type HttpRequest, requestTarget } from "./request.ts";
import { type Component, parseComponent } from "./rfc9421/component.ts";
import { formatSignatureParams, signatureBase } from "./rfc9421/signature-base.ts";
import { encodeSignatureText } from "./signature-text.ts";
import { parseDictionary, parseList } from "./structured-field/parse.ts";

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

/** Lines that come out alike under some parameters, and not under others. */
const line = fc.oneof(
  fc.constantFrom(
    "k=1",
    "k=1;p",
    "j=2",
    "k=1,j=2",
    "k=1, j=2",
    "k=1,  j=2",
    'k="1"',
    'k="1, j=2"',
    "k=?1",
    "k",
    "k=(1 2)",
  ),
  fc.constantFrom(":az0x:", ":az0x:, :aj0y:", "", "1", "1.0", "/a", "GET", "200"),
  value,
);
const twoMembers = fc.constantFrom<(string | string[])[]>(
  "k=1, j=2",
  "k=1,j=2",
  ["k=1", "j=2"],
  ["k=1, j=2"],
);
const fields: fc.Arbitrary<Fields> = fc.record(
  {
    a: fc.oneof({ weight: 8, arbitrary: twoMembers }, line, fc.array(line, { minLength: 1, maxLength: 3 })),
    b: line,
  },
  { requiredKeys: ["a"] },
);
const queried = fc
  .array(
    fc.constantFrom(
      "q=1",
      "q=1%20",
      "q=1+",
      "q=%31",
      "q",
      "q=",
      "a%20b=1",
      "a+b=1",
      "q=a%26r=1",
      "r=1",
      "r=\u00e9",
      "r=%C3%A9",
      "%zz",
    ),
    { maxLength: 3 },
  )
  .map((parameters) => `/a?${parameters.join("&")}`);
const asking: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom("GET", "POST"),
  host: fc.constantFrom("example.com", "example.com:8443"),
  path: queried,
  headers: fields,
  trailers: fields,
});
const answering: fc.Arbitrary<HttpMessage> = fc.record(
  { status: fc.constantFrom(200, 404), headers: fields, trailers: fields, request: asking },
  { requiredKeys: ["status", "headers", "trailers"] },
);
const flags = (...parameters: string[]) =>
  fc.oneof(
    fc.constant(""),
    fc.constantFrom(...parameters).map((one) => `;${one}`),
    fc.shuffledSubarray(parameters).map((some) => some.map((one) => `;${one}`).join("")),
  );
const identifier = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b"), flags("sf", "bs", 'key="k"', 'key="j"', "req", "tr"))
    .map(([name, all]) => `"${name}"${all}`),
  fc
    .tuple(fc.constantFrom("q", "r", "a%20b"), flags("req"))
    .map(([name, all]) => `"@query-param";name="${name}"${all}`),
  fc
    .tuple(
      fc.constantFrom(
        "@method",
        "@path",
        "@query",
        "@authority",
        "@scheme",
        "@target-uri",
        "@request-target",
      ),
      flags("req"),
    )
    .map(([name, all]) => `"${name}"${all}`),
  fc.constant('"@status"'),
);
const STRUCTURED = { a: "dictionary", b: "list" } as const;

/** What a component stands for, by another way than its text. */
function meant({ name, parameters }: Component, message: HttpMessage): unknown {
  const source = parameters.has("req") && "status" in message ? message.request : message;
  if (source === undefined) return undefined;
  if (!name.startsWith("@")) {
    const all = parameters.has("tr") ? (source.trailers ?? {}) : source.headers;
    const whole = fieldValue(all, name) ?? "";
    const key = parameters.get("key")?.value;
    if (parameters.has("bs")) return fieldLines(all, name);
    if (key !== undefined) return parseDictionary(whole).get(String(key));
    if (parameters.has("sf")) return name === "a" ? [...parseDictionary(whole)] : parseList(whole);
    return whole;
  }
  if ("status" in source) return source.status;
  const target = requestTarget(source);
  if (name === "@query-param") {
    const pairs = target.query
      .slice(1)
      .split("&")
      .map((pair) => pair.split("=").map(decoded));
    return pairs.find(([found]) => found === decoded(String(parameters.get("name")?.value)))?.[1] ?? "";
  }
  const { scheme, authority, path, query } = target;
  const values: Record<string, unknown> = {
    "@method": source.method,
    "@path": path,
    "@query": query,
    "@authority": authority,
    "@scheme": scheme,
    "@target-uri": [scheme, authority, path, query],
    "@request-target": [path, query],
  };
  return values[name];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "not UTF-8";
  }
}

function withParameters(message: HttpMessage, identifiers: readonly string[]): Signed | undefined {
  let covered: readonly Component[] = [];
  const text = attempt(() => {
    // Some combinations there are not: `bs` with `sf`, `tr` of what is derived.
    covered = identifiers.map(parseComponent);
    const params = formatSignatureParams(covered, new Map());
    return {
      text: signatureBase(covered, params, message, undefined, STRUCTURED),
      lines: covered.length + 1,
    };
  });
  if (text === undefined) return undefined;
  return { text, covered: covered.map((one) => [one.identifier, meant(one, message)]) };
}

/** Two that differ in little: in fields or the request that is answered, and in the parameters of one component. */
const nearby = fc
  .record({
    one: fc.oneof(asking, answering),
    headers: fields,
    trailers: fields,
    request: asking,
    first: identifier,
    second: identifier,
    flag: flags("req", "bs", "sf"),
    changes: fc.subarray(["headers", "trailers", "request", "flags", "second"]),
  })
  .map(({ one, headers, trailers, request, first, second, flag, changes }) => {
    const has = (change: string) => changes.includes(change);
    const message: HttpMessage = {
      ...one,
      ...(has("headers") && { headers }),
      ...(has("trailers") && { trailers }),
    };
    const isAnswer = has("request") && "status" in message;
    const other: HttpMessage = isAnswer
      ? { ...message, request: { ...request, headers: one.headers } }
      : message;
    const flagged = `${first.split(/;(?!name=)/)[0] ?? first}${flag}`;
    return [one, other, [first], [has("second") ? second : has("flags") ? flagged : first]] as const;
  });

test("nor do parameters, parts of the query and responses make two sets of covered values alike", () => {
  fc.assert(
    fc.property(nearby, ([one, other, first, second]) => {
      for (const components of [first, second]) {
        expectInjective(withParameters(one, first), withParameters(other, components));
        expectInjective(withParameters(other, first), withParameters(other, components));
      }
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
