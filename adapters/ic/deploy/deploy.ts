/** `npm run deploy -w adapters/ic`: deploys a node's canisters, or upgrades them, by the `icp` command. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canisters, moduleFile, root } from "../build/canisters.ts";
import type { AppFile } from "../src/candid/federation.did.ts";
import { installType, methodsOf } from "../src/frame/interface.ts";
import { Icp } from "./icp.ts";
import { batches, webAppFiles, webAppFolder, type Place } from "./webApp.ts";

const HELP = `Deploys a Mastic node to the Internet Computer, or upgrades the one that is there.

  npm run deploy -w adapters/ic -- --url https://mastic.social --moderator <principal> [-e ic]

  --url        where the node is reached; fixed at the first deployment
  --moderator  the principal of the first moderator
  --governance the canister that decides by proposals, as the web app shows it
  --free       sign-ups cost their users nothing: the Directory pays for their canisters
  -e           the environment of icp.yaml: local (the default) or ic
  --identity   the identity of icp that controls the canisters

It needs icp-cli (https://github.com/dfinity/icp-cli); ICP_BIN names another program in its place.`;

/** A message takes 2 MiB, a chunk of the chunk store 1 MiB. */
const CHUNK = 1_048_576;

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    moderator: { type: "string" },
    governance: { type: "string", default: "" },
    free: { type: "boolean", default: false },
    environment: { type: "string", short: "e", default: "local" },
    identity: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const icp = new Icp(root, [
  ...["--environment", values.environment],
  ...(values.identity === undefined ? [] : ["--identity", values.identity]),
]);
const schnorrKeyName = values.environment === "ic" ? "key_1" : "dfx_test_key";

if (values.help) console.log(HELP);
else deploy();

function deploy(): void {
  const federation = Principal.fromText(icp.canister("federation"));
  const directory = Principal.fromText(icp.canister("directory"));
  execFileSync(process.execPath, ["--conditions=@mastic/source", "build/build.ts"], { cwd: root });
  install("federation", () => ({
    directory_canister: directory,
    public_url: need("url"),
    schnorr_key_name: [schnorrKeyName],
  }));
  install("directory", () => ({
    initial_moderator: Principal.fromText(need("moderator")),
    federation_canister: federation,
    public_url: need("url"),
    options: [
      {
        creation_fee_cycles: [],
        initial_cycles: [],
        sign_up_fee_cycles: values.free ? [0n] : [],
        top_up_policy: [],
        schnorr_key_name: [schnorrKeyName],
      },
    ],
  }));
  uploadUserModule();
  deployWebApp(directory);
  console.log(`directory   ${directory.toText()}\nfederation  ${federation.toText()}`);
}

/** Installs a canister, or upgrades what is there. */
function install(name: "directory" | "federation", init: () => object): void {
  const args = icp.hasModule(name) ? { Upgrade: {} } : { Init: init() };
  const encoded = new Uint8Array(IDL.encode([installType(canisters[name])], [args]));
  icp.withArguments(encoded, "canister", "install", name, "--wasm", moduleFile(name), "--yes");
  console.log(`${name}: ${"Init" in args ? "installed" : "upgraded"}`);
}

/** Gives the Directory the module of User canisters, and has those that are there upgraded to it. */
function uploadUserModule(): void {
  const module = readFileSync(moduleFile("user"));
  const chunks = Array.from({ length: Math.ceil(module.length / CHUNK) }, (_, i) =>
    module.subarray(i * CHUNK, (i + 1) * CHUNK),
  );
  for (const chunk of chunks) call("upload_user_module_chunk", Uint8Array.from(chunk));
  const args = { module_hash: sha256(module), chunk_hashes: chunks.map(sha256) };
  call("upgrade_user_canisters", args);
  console.log("user: module uploaded, canisters are being upgraded (get_upgrade_status)");
}

/** Gives the Federation the web app, built anew, and takes away what is left of the one before. */
function deployWebApp(directory: Principal): void {
  const isLocal = values.environment !== "ic";
  const files = builtWebApp({
    directory: directory.toText(),
    // Domains of one's own are served by the gateways, and the network's interface is not among what they serve there.
    api: isLocal ? "" : "https://icp-api.io",
    identityProvider: "",
    isLocal,
    governance: values.governance,
  });
  for (const batch of batches(files)) call("put_app_files", batch, "federation");
  call(
    "retain_app_files",
    files.map(({ path }) => path),
    "federation",
  );
  console.log(`web app: ${files.length} files`);
}

/** Built aside: the app that lies built may be in use. */
function builtWebApp(place: Place): AppFile[] {
  const dist = mkdtempSync(join(tmpdir(), "mastic-web-app-"));
  try {
    const build = ["run", "build", "--", "--outDir", dist, "--emptyOutDir", "--logLevel", "warn"];
    execFileSync("npm", build, { cwd: webAppFolder, stdio: ["ignore", "ignore", "inherit"] });
    return webAppFiles(place, dist);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

function call(method: string, arg: unknown, canister: "directory" | "federation" = "directory"): void {
  const signature = new Map(methodsOf(canisters[canister])).get(method);
  if (signature === undefined) throw new Error(`There is no method ${method}.`);
  const encoded = new Uint8Array(IDL.encode(signature.argTypes, [arg]));
  const reply = icp.withArguments(encoded, "canister", "call", canister, method);
  if (reply.includes("Err")) throw new Error(`${method} was refused: ${reply}`);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(bytes).digest());
}

function need(option: "url" | "moderator"): string {
  const value = values[option];
  if (value === undefined) throw new Error(`The first deployment needs --${option}.\n\n${HELP}`);
  return value;
}
