// What servers really send is read; what is malformed or hostile is refused with a code and a path.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ActivityPubError,
  activitiesOf,
  actorsOf,
  contentsOf,
  DEFAULT_LIMITS,
  parse,
  parseActivity,
  parseActor,
  parseObject,
  parser,
  serialize,
} from "../index.ts";

function vectors(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../../vectors/activitypub/${name}.json`, import.meta.url), "utf8"),
  );
}

function refusal(read: () => unknown): { code: string; kind: string; path: string } {
  try {
    read();
  } catch (error) {
    if (error instanceof ActivityPubError) return { code: error.code, kind: error.kind, path: error.path };
    throw error;
  }
  throw new Error("It was not refused");
}

describe.each(["fediverse", "vocabulary"])("shapes of %s.json", (file) => {
  const { valid } = vectors(file) as {
    valid: { name: string; document: unknown; expected: object }[];
  };

  it.each(valid)("$name", ({ document, expected }) => {
    const text = JSON.stringify(document);
    const entity = parse(text);
    expect(entity).toMatchObject(expected);
    expect(JSON.stringify(serialize(entity))).toBe(text);
  });
});

describe("refusals", () => {
  const { invalid } = vectors("refused") as {
    invalid: { name: string; text?: string; document?: unknown; code: string; path: string }[];
  };

  it.each(invalid)("$name", ({ text, document, code, path }) => {
    expect(refusal(() => parse(text ?? document))).toEqual({ code, path, kind: "input" });
  });

  it("each door takes only its own kind", () => {
    const note = { type: "Note" };
    const actor = { type: "Person", id: "https://a.example/u" };
    const like = { type: "Like", actor: "https://a.example/u", object: "https://a.example/n" };
    for (const wrong of [note, actor])
      expect(refusal(() => parseActivity(wrong)).code).toBe("unexpected-type");
    for (const wrong of [note, like]) expect(refusal(() => parseActor(wrong)).code).toBe("unexpected-type");
    for (const wrong of [actor, like]) expect(refusal(() => parseObject(wrong)).code).toBe("unexpected-type");
  });
});

describe("a parser of some types", () => {
  const read = parser([activitiesOf(["Create", "Follow"]), contentsOf(["Note"]), actorsOf(["Person"])]);
  const actor = "https://a.example/u";

  it("reads these as the whole one does", () => {
    const note = { type: "Note", content: "x", attributedTo: actor, to: "as:Public" };
    for (const document of [
      note,
      {
        type: "Person",
        id: actor,
        inbox: `${actor}/inbox`,
        endpoints: { sharedInbox: "https://a.example/inbox" },
      },
      { type: "Person", id: actor, sharedInbox: "https://a.example/inbox" },
      { type: "Create", actor, object: note },
      { "@type": ["as:Follow"], "as:actor": { "@id": actor }, "as:object": [{ "@id": actor }] },
    ])
      expect(read(document)).toEqual(parse(document));
  });

  it("and all others as unknown", () => {
    for (const type of ["Like", "Question", "Service"])
      expect(read({ type, id: actor, actor, object: actor })).toMatchObject({ kind: "unknown", type });
  });

  it("an actor without what only clients and portable actors have", () => {
    const proxyUrl = "https://a.example/proxy";
    const person = {
      type: "Person",
      id: actor,
      gateways: [actor],
      streams: [actor],
      endpoints: { proxyUrl },
    };
    expect(parse(person)).toMatchObject({ gateways: [actor], streams: [actor], endpoints: { proxyUrl } });
    const lean = read(person);
    expect(lean).not.toHaveProperty("gateways");
    expect(lean).not.toHaveProperty("streams");
    expect(lean).toMatchObject({ endpoints: { sharedInbox: null }, raw: person });
  });

  it("with what they cannot do without", () => {
    expect(refusal(() => read({ type: "Follow", actor }))).toMatchObject({ path: "$.object" });
    expect(refusal(() => read({ type: "Create", object: actor }))).toMatchObject({ path: "$.actor" });
  });
});

function nest(depth: number): unknown {
  let value: unknown = "https://a.example/1";
  for (let level = 0; level < depth; level++) value = { type: "Place", location: value };
  return value;
}

describe("bounds", () => {
  const many = (count: number, entry: unknown): unknown[] => Array.from({ length: count }, () => entry);

  it("on size, in UTF-16 units, as text and as a value", () => {
    const value = { type: "Note", content: "\u6F22".repeat(DEFAULT_LIMITS.size - "typeNotecontent".length) };
    expect(parse(value).kind).toBe("content");
    const larger = { ...value, content: `${value.content}x` };
    expect(refusal(() => parse(larger))).toEqual({ code: "too-large", kind: "limit", path: "$" });
    const text = `{"type":"Note","content":""}`;
    const fits = "x".repeat(DEFAULT_LIMITS.size - text.length);
    expect(parse(text.replace('""', `"${fits}"`)).kind).toBe("content");
    expect(refusal(() => parse(text.replace('""', `"${fits}x"`))).code).toBe("too-large");
  });

  it("on depth, without recursion", () => {
    const nested = (depth: number): string => `{"x":`.repeat(depth) + "1" + "}".repeat(depth);
    expect(parse(nested(32)).kind).toBe("unknown");
    expect(refusal(() => parse(nested(33))).code).toBe("too-deep");
    expect(refusal(() => parse(`{"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`)).code).toMatch(
      /too-deep|not-json/,
    );
    const circle: Record<string, unknown> = { type: "Note" };
    circle["tag"] = circle;
    expect(refusal(() => parse(circle)).code).toBe("too-deep");
  });

  it.each([
    ["values", { x: many(70_000, 1) }, "$"],
    // Nobody looks at what comes after the last value that is allowed: this one would be refused for another reason.
    ["values of a list", { x: [...many(70_000, null), undefined] }, "$"],
    ["tags", { type: "Note", tag: many(513, {}) }, "$.tag"],
    ["attachments", { type: "Note", attachment: many(65, {}) }, "$.attachment"],
    ["recipients", { type: "Note", to: many(2_049, "as:Public") }, "$.to"],
    ["options", { type: "Question", oneOf: many(65, {}) }, "$.oneOf"],
    ["aliases", { type: "Person", id: "https://a.example/u", alsoKnownAs: many(129, null) }, "$.alsoKnownAs"],
    [
      "objects",
      { type: "Flag", actor: "https://a.example/u", object: many(257, "https://a.example/n") },
      "$.object",
    ],
  ])("on the number of %s", (_, document, path) => {
    expect(refusal(() => parse(document))).toEqual({ code: "too-many", kind: "limit", path });
  });

  it("which the caller may set", () => {
    expect(refusal(() => parse({ type: "Note", tag: [{}, {}] }, { tags: 1 })).code).toBe("too-many");
    expect(refusal(() => parse("{}", { size: 1 })).code).toBe("too-large");
  });

  it("on depth also where the caller sets none that is sane", () => {
    const deep = { type: "Note", location: nest(200_000) };
    expect(refusal(() => parse(deep, { depth: 1_000_000, values: 1_000_000 })).code).toBe("too-deep");
  });

  it("and values that are not JSON", () => {
    expect(refusal(() => parse({ type: "Note", x: undefined })).code).toBe("not-json");
    expect(refusal(() => parse({ x: () => 1 })).code).toBe("not-json");
    expect(refusal(() => parse({ x: 1n })).code).toBe("not-json");
    expect(refusal(() => parse(undefined)).code).toBe("not-json");
  });
});

describe("any JSON", () => {
  const key = fc.constantFrom(
    ..."@context @id @type id type actor object target to cc tag attachment url href name content contentMap inbox items first orderedItems oneOf replies publicKey as:actor mediaType icon __proto__ constructor x".split(" "),
  ); // prettier-ignore
  const leaf = fc.oneof(
    fc.constantFrom(
      ..."https://a.example/1 as:Public Note Create Follow Undo Person Question Collection OrderedCollection Tombstone Mention Hashtag Emoji EmojiReact Link javascript:x en 2023-01-02T03:04:05Z".split(" "), "https://www.w3.org/ns/activitystreams", "",
    ),
    fc.jsonValue({ maxDepth: 1 }),
  ); // prettier-ignore
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 7 }),
    ),
  }));

  it("is read or refused with a code, and nothing of it is lost or changed", () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 8 }), (document) => {
        const text = JSON.stringify(document);
        try {
          expect(JSON.stringify(serialize(parse(text)))).toBe(text);
        } catch (error) {
          if (!(error instanceof ActivityPubError)) throw error;
          expect(error.path).toMatch(/^\$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("or any text at all", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
        ),
        (text) => {
          try {
            expect(parse(text).raw).toEqual(JSON.parse(text));
          } catch (error) {
            if (!(error instanceof ActivityPubError)) throw error;
            expect(error.path).toMatch(/^\$/);
          }
        },
      ),
    );
  });

  it("never gives an id, inbox or link that executes", () => {
    fc.assert(
      fc.property(tree, (document) => {
        try {
          const { raw: _raw, ...read } = parse({ type: "Person", id: "https://a.example/u", inbox: document, url: document, icon: document }) as { raw: unknown }; // prettier-ignore
          expect(JSON.stringify(read)).not.toContain("javascript:");
        } catch (error) {
          if (!(error instanceof ActivityPubError)) throw error;
        }
      }),
    );
  });
});
