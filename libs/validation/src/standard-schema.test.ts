import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import * as validation from "./index.ts";

/** A Standard Schema by zod's copy of the interface, not by ours. */
interface ZodsStandardSchema<Output> {
  readonly "~standard": z.core.$ZodStandardSchema<z.ZodType<Output>>;
}

/** What a form or router library does with any Standard Schema, whoever made it. */
async function consume<Output>(
  schema: ZodsStandardSchema<Output>,
  value: unknown,
): Promise<Output | string[]> {
  const result = await schema["~standard"].validate(value);
  return result.issues === undefined ? result.value : result.issues.map(({ message }) => message);
}

/** A Standard Schema as a zod schema, for use inside z.object and the like. */
function zodOf<Output>(schema: ZodsStandardSchema<Output>): z.ZodType<Output> {
  return z.unknown().transform(async (value, context) => {
    const result = await schema["~standard"].validate(value);
    if (result.issues === undefined) return result.value;
    for (const { message, path } of result.issues) {
      context.addIssue({
        code: "custom",
        message,
        path: (path ?? []).map((key) => (typeof key === "object" ? key.key : key)),
      });
    }
    return z.NEVER;
  });
}

const exported: [string, unknown][] = Object.entries(validation);
const parsers = exported.filter(
  (entry): entry is [string, validation.Parser<unknown, unknown>] =>
    typeof entry[1] === "object" && entry[1] !== null && "parse" in entry[1],
);

describe("Standard Schema", () => {
  test("every exported validator is one", async () => {
    expect(parsers.map(([name]) => name).sort()).toEqual(
      [
        [
          "Acct",
          "Bio",
          "Blurhash",
          "DisplayName",
          "FeaturedTagPosition",
          "Handle",
          "Hashtag",
          "Host",
          "HttpUrl",
        ],
        ["MediaDescription", "MimeType", "PinnedStatusPosition", "ProfileFieldName", "ProfileFieldPosition"],
        [
          "ProfileFieldValue",
          "ProfileFields",
          "PublicUrl",
          "ReportReason",
          "SpoilerText",
          "StatusContent",
          "Uri",
        ],
      ].flat(),
    );
    for (const [, parser] of parsers) {
      expect(parser["~standard"]).toMatchObject({ version: 1, vendor: "@mastic/validation" });
      expect(await consume(parser, Symbol("nothing valid"))).toEqual([expect.stringContaining(parser.field)]);
    }
  });

  test("a consumer written against zod takes zod's schemas and ours alike", async () => {
    expect(await consume(z.string().toLowerCase(), "Alice")).toBe("alice");
    expect(await consume(validation.Handle, "@Alice")).toBe("alice");
    expect(await consume(validation.Handle, "al ice")).toEqual(["handle: a-z, 0-9 and _ only (at index 2)"]);
    expect(await consume(validation.nullable(validation.SpoilerText), null)).toBeNull();
    expect(await consume(validation.nullable(validation.SpoilerText), undefined)).toBeNull();
    expect(await consume(validation.nullable(validation.SpoilerText), " CW ")).toBe("CW");
  });

  test("a zod object built from them infers branded types and reports paths", async () => {
    const signUp = z.object({ handle: zodOf(validation.Handle), fields: zodOf(validation.ProfileFields) });
    const fields = [{ name: "Site", value: " https://alice.example " }];
    const account = await signUp.parseAsync({ handle: "@Alice", fields });
    expect(account).toEqual({ handle: "alice", fields: [{ name: "Site", value: "https://alice.example" }] });
    expectTypeOf(account.handle).toEqualTypeOf<validation.Handle>();

    const refused = await signUp.safeParseAsync({ handle: "", fields: [{ name: "", value: "x" }] });
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([["handle"], ["fields", 0, "name"]]);
  });
});
