/** Mastodon: methods/custom_emojis. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { emoji, type CustomEmoji } from "../entities/account.ts";
import { readList } from "../read.ts";

const offered = z.extend(emoji, { visible_in_picker: z.optional(z.boolean()) });

/** The emoji that this node has of its own, without those that it does not offer. */
export async function readCustomEmojis(transport: Transport): Promise<CustomEmoji[]> {
  const { body } = await transport.request({ method: "GET", path: "/api/v1/custom_emojis" });
  return readList(offered, body).filter((it) => it.visible_in_picker !== false);
}
