/** The OpenAPI description of Mastodon 4.5 by abraham/mastodon-openapi, where it is at hand, and validators of its answers. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { z } from "zod";

const beside = join(import.meta.dirname, "../../../../../shared/reference/mastodon-openapi-4.5.json");
const file = process.env["MASTODON_OPENAPI"] ?? beside;

const operation = z.object({
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

export const isAtHand = existsSync(file);

export class Description {
  readonly #document: z.infer<typeof document>;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor() {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    tellQuotesApart(read);
    this.#document = document.parse(read);
    addFormats.default(this.#ajv);
    // Empty where nobody has chosen one (Mastodon: entities/Account, source[language]).
    this.#ajv.addFormat("iso-639-1", /^(?:[a-z]{2})?$/);
    this.#ajv.addSchema(this.#document, "mastodon");
  }

  /** The paths that are read with GET. */
  reads(): string[] {
    return Object.entries(this.#document.paths).flatMap(([path, methods]) =>
      "get" in methods ? [path] : [],
    );
  }

  /**
   * What is wrong with an answer; empty when nothing is, `undefined` when the description says nothing of it.
   * @param path as the description has it, such as `/api/v1/accounts/{id}`
   */
  flaws(method: string, path: string, status: number, body: unknown): string[] | undefined {
    const found = this.#document.paths[path]?.[method.toLowerCase()];
    if (found === undefined) throw new Error(`The description has no ${method} ${path}.`);
    const response = operation.parse(found).responses[status.toString()];
    if (response?.content?.["application/json"] === undefined) return undefined;
    const steps = [
      "paths",
      path,
      method.toLowerCase(),
      "responses",
      status,
      "content",
      "application/json",
      "schema",
    ];
    const pointer = steps
      .map((step) => step.toString().replaceAll("~", "~0").replaceAll("/", "~1"))
      .join("/");
    const validate = this.#ajv.compile({ $ref: `mastodon#/${encodeURI(pointer)}` });
    return validate(body) ? [] : (validate.errors ?? []).map(told);
  }
}

const quotes = z.object({
  components: z.object({
    schemas: z.object({
      Quote: z.object({ required: z.array(z.string()) }),
      ShallowQuote: z.object({ required: z.array(z.string()) }),
    }),
  }),
});

/** It requires no more than their state of both, so that every quote would be both, and a status has one of them. */
function tellQuotesApart(read: unknown): void {
  quotes.parse(read);
  const { Quote, ShallowQuote } = (read as z.infer<typeof quotes>).components.schemas;
  Quote.required.push("quoted_status");
  ShallowQuote.required.push("quoted_status_id");
}

function told({ instancePath, message, params, schemaPath }: ErrorObject): string {
  return `${instancePath} ${message ?? ""} ${JSON.stringify(params)} (${schemaPath})`;
}
