/** The web app under a governance: files are staged at the Federation, and a proposal names what is to be shown (decisions/032). */

import { CoreError } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { AppFile } from "../candid/directory.did.ts";
import * as federationBindings from "../candid/federation.did.ts";
import { toHex } from "../crypto/hex.ts";
import { remote } from "../frame/remote.ts";

const callFederation = remote<federationBindings._SERVICE>(federationBindings);

/** @throws {CoreError} `BadArgs` */
export async function stageAppFiles(
  federation: Principal,
  uploader: Principal,
  files: AppFile[],
): Promise<void> {
  accepted(await callFederation(federation, "stage_app_files", [{ uploader, files }]));
}

export async function unstageAppFiles(federation: Principal, uploader: Principal): Promise<void> {
  accepted(await callFederation(federation, "unstage_app_files", [uploader]));
}

/** What voters read. @throws {CoreError} `BadArgs` for what nobody has staged */
export async function describeApp(federation: Principal, hash: Uint8Array): Promise<string> {
  const { files, bytes } = accepted(await callFederation(federation, "staged_app", [hash]));
  return `Show the web app with the hash ${toHex(hash)}: ${files} files, ${bytes} bytes.`;
}

/** @throws {CoreError} `BadArgs` for what nobody has staged */
export async function deployApp(federation: Principal, hash: Uint8Array): Promise<void> {
  accepted(await callFederation(federation, "commit_app", [hash]));
}

function accepted<T>(reply: { Ok: T } | { Err: federationBindings.AppFilesError }): T {
  if ("Ok" in reply) return reply.Ok;
  if ("BadArgs" in reply.Err) throw new CoreError("BadArgs", reply.Err.BadArgs);
  throw new CoreError("Internal", "The Federation has another Directory.");
}
