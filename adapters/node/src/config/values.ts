/** How the texts of environment variables are read: numbers, switches, sizes, addresses. */

import { LONGEST_RULE, MOST_RULES } from "@mastic/core";
import { tryParseUrl } from "@mastic/validation";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";

const bounds = z.registry<{ readonly allowed: string }>();

/** What a schema of this file takes, for the documentation; `undefined` when there is nothing to say. */
export function allowedBy(schema: z.ZodType): string | undefined {
  return bounds.get(schema)?.allowed;
}

/** A whole number in decimal, within bounds. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const problem = `must be a whole number from ${min} to ${max}`;
  const schema: z.ZodType<number, string> = z
    .string()
    .regex(/^\d{1,15}$/, problem)
    .transform(Number)
    .pipe(z.number(problem).min(min, problem).max(max, problem));
  bounds.add(schema, { allowed: `${min} to ${max}` });
  return schema;
}

export const onOff: z.ZodType<boolean, string> = z
  .enum(["true", "false"], "must be true or false")
  .transform((text) => text === "true");
bounds.add(onOff, { allowed: "`true`, `false`" });

export function choice<const T extends readonly [string, ...string[]]>(
  values: T,
): z.ZodType<T[number], string> {
  const schema: z.ZodType<T[number], string> = z
    .string()
    .pipe(z.enum(values, `must be one of ${values.join(", ")}`));
  bounds.add(schema, { allowed: values.map((it) => `\`${it}\``).join(", ") });
  return schema;
}

export function boundedText(maxLength: number): z.ZodType<string, string> {
  const schema = z.string().max(maxLength, `must be at most ${maxLength} characters long`);
  bounds.add(schema, { allowed: `up to ${maxLength} characters` });
  return schema;
}

/** A host name or IP address to listen on. */
export const listenHost: z.ZodType<string, string> = z.string().refine(
  // What ends in a number is read as an IPv4 address wherever it is used in a URL.
  (text) =>
    isIP(text) !== 0 ||
    (!/(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(text) && /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)),
  "must be an IP address or a host name",
);

/** Comma-separated address ranges in CIDR notation; a single address is a range of one. */
export const ranges: z.ZodType<readonly string[], string> = z.string().transform((text, context) => {
  const found: string[] = [];
  for (const part of text.split(",")) {
    const range = part.trim();
    if (range === "") continue;
    const [address = "", prefix, ...rest] = range.split("/");
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    const length = prefix ?? String(bits);
    if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits) {
      context.addIssue({
        code: "custom",
        message: `has ${JSON.stringify(range)}, which is no address range`,
      });
      return z.NEVER;
    }
    found.push(`${ipaddr.parse(address).toString()}/${length}`);
  }
  return found;
});

/** Sentences, each in a line of its own or after a `|`. */
export const rules: z.ZodType<readonly string[], string> = z
  .string()
  .transform((text) => text.split(/[\n|]/).flatMap((rule) => (rule.trim() === "" ? [] : [rule.trim()])))
  .pipe(
    z
      .array(z.string().max(LONGEST_RULE, `has a rule of more than ${LONGEST_RULE} characters`))
      .max(MOST_RULES, `has more than ${MOST_RULES} rules`),
  );
bounds.add(rules, { allowed: `up to ${MOST_RULES} rules of up to ${LONGEST_RULE} characters` });

/** An origin: scheme, host and port, nothing else; normalised, without a trailing slash. */
export const origin: z.ZodType<string, string> = z.string().transform((text, context) => {
  // The function that all hosts are compared by: our own has to be in its spelling too.
  const url = tryParseUrl(text);
  const isOrigin =
    url !== undefined && url.path === "/" && url.query === undefined && url.fragment === undefined;
  if (!isOrigin) {
    context.addIssue({
      code: "custom",
      message: "must be https:// (or http:// for development) and a host, without a path",
    });
    return z.NEVER;
  }
  return url.origin;
});
