// Sanitises HTML from strangers by Mastodon's rules, writing only what it knows (Mastodon: ActivityPub, Sanitization).
import { SafeWriter } from "./safe-writer.ts";
import { tokenize } from "./tokenizer.ts";

/** Bounds of the output. */
export interface SanitizeOptions {
  /** UTF-16 units; what does not fit is cut off, with all elements closed. Default 1,048,576. */
  readonly maxLength?: number;
  /** Elements inside one another; the tags of deeper ones are left out, their text stays. Default 64. */
  readonly maxDepth?: number;
}

/**
 * HTML that a browser may show: balanced, escaped, made of allowed elements, attributes and link schemes only. Text of
 * other elements stays; scripts, styles, frames, SVG, MathML and comments go. A second run changes nothing.
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  const writer = new SafeWriter(options.maxLength ?? 1_048_576, options.maxDepth ?? 64);
  tokenize(html, writer);
  return writer.finish();
}
