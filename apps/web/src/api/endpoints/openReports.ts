/** Mastodon: GET /api/v1/admin/reports, where only their number is wanted: nothing of what a report says is read. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { read } from "../read.ts";

const reports = z.array(z.unknown());

/** @returns how many reports are open, counted up to `most` */
export async function countOpenReports(transport: Transport, most: number): Promise<number> {
  const path = "/api/v1/admin/reports";
  const { body } = await transport.request({ method: "GET", path, query: { limit: most } });
  return read(reports, body).length;
}
