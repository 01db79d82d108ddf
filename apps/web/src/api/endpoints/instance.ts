/** Mastodon: methods/instance. */

import type { Transport } from "../../ports/transport.ts";
import { instance, type Instance } from "../entities/instance.ts";
import { read } from "../read.ts";

export async function readInstance(transport: Transport): Promise<Instance> {
  return read(instance, (await transport.request({ method: "GET", path: "/api/v2/instance" })).body);
}
