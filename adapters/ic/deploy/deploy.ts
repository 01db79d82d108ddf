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
import type { SetUserModuleArgs, UserModule } from "../src/candid/directory.did.ts";
import type { AppFile } from "../src/candid/federation.did.ts";
import { installType, methodsOf } from "../src/frame/interface.ts";
import { Icp } from "./icp.ts";
import { appHash, batches, webAppFiles, webAppFolder, type Place } from "./webApp.ts";

const HELP = `Deploys a Mastic node to the Internet Computer, or upgrades the one that is there. Under a governance, User canisters
are upgraded by its proposals: their module is uploaded, and what to propose is printed.

  npm run deploy -w adapters/ic -- --url https://mastic.social --moderator <principal> [-e ic]

  --url        where the node is reached; fixed at the first deployment
  --moderator  the principal of the first moderator
  --governance the canister that decides by proposals, for the web app to show before set_sns_governance names it to
               the Directory; from then on the Directory is asked, and this need not be given
  --free       sign-ups cost their users nothing: the Directory pays for their canisters
  -e           the environment of icp.yaml: local (the default) or ic
  --stage-app  installs nothing: builds the web app, stages it at the Directory, and prints what to propose; for
               moderators, and for controllers, under a governance
  --hash-app   only builds the web app and prints its hash, for anybody to compare
  --directory  the id of the Directory, with these two: for who has not deployed the node from this clone
  --identity   the identity of icp that controls the canisters, or is a moderator's

It needs icp-cli (https://github.com/dfinity/icp-cli); ICP_BIN names another program in its place.`;

/** A message takes 2 MiB, a chunk of the chunk store 1 MiB. */
const CHUNK = 1_048_576;

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    moderator: { type: "string" },
    governance: { type: "string" },
    free: { type: "boolean", default: false },
    "stage-app": { type: "boolean", default: false },
    "hash-app": { type: "boolean", default: false },
    directory: { type: "string" },
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
else if (values["hash-app"]) console.log(hex(appHash(governedApp())));
else if (values["stage-app"]) stageApp();
else deploy();

function deploy(): void {
  if (values.directory !== undefined) throw new Error("--directory goes with --stage-app or --hash-app.");
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
  const [governing] = ask("get_sns_governance") as [] | [Principal];
  const named = values.governance === undefined ? undefined : Principal.fromText(values.governance);
  if (governing !== undefined && named !== undefined && governing.compareTo(named) !== "eq")
    throw new Error(`The Directory is governed by ${governing.toText()}, not by ${named.toText()}.`);
  const module = uploadUserModule();
  if (governing === undefined) upgradeUserCanisters(module);
  else proposeUserModule(module, governing);
  deployWebApp(directory, (governing ?? named)?.toText() ?? "");
  console.log(`directory   ${directory.toText()}\nfederation  ${federation.toText()}`);
}

/** Installs a canister, or upgrades what is there. */
function install(name: "directory" | "federation", init: () => object): void {
  const args = icp.hasModule(name) ? { Upgrade: {} } : { Init: init() };
  const encoded = new Uint8Array(IDL.encode([installType(canisters[name])], [args]));
  icp.withArguments(encoded, "canister", "install", name, "--wasm", moduleFile(name), "--yes");
  console.log(`${name}: ${"Init" in args ? "installed" : "upgraded"}`);
}

/** Gives the Directory the chunks of the module of User canisters, which do nothing by themselves. */
function uploadUserModule(): SetUserModuleArgs {
  const module = readFileSync(moduleFile("user"));
  const chunks = Array.from({ length: Math.ceil(module.length / CHUNK) }, (_, i) =>
    module.subarray(i * CHUNK, (i + 1) * CHUNK),
  );
  for (const chunk of chunks) call("upload_user_module_chunk", Uint8Array.from(chunk));
  return { module_hash: sha256(module), chunk_hashes: chunks.map(sha256) };
}

/** Has new User canisters made of the module, and those that are there upgraded to it. */
function upgradeUserCanisters(module: SetUserModuleArgs): void {
  call("upgrade_user_canisters", module);
  console.log("user: module uploaded, canisters are being upgraded (get_upgrade_status)");
}

/** Says what the governance has to decide, in the words of `didc encode`; nobody else may name a module. */
function proposeUserModule(module: SetUserModuleArgs, governance: Principal): void {
  const [current] = ask("get_user_module") as [] | [UserModule];
  const hash = hex(module.module_hash);
  if (current !== undefined && hex(current.module_hash) === hash) {
    console.log("user: the module is the one that is there");
    return;
  }
  const chunks = module.chunk_hashes.map((it) => blob(it)).join("; ");
  console.log(
    `user: module ${hash} uploaded, not yet used: propose to ${governance.toText()}
  (variant { UpgradeUserCanisters = record { module_hash = ${blob(module.module_hash)}; chunk_hashes = vec { ${chunks} } } })`,
  );
}

/** Gives the Federation the web app, built anew, and takes away what is left of the one before. */
function deployWebApp(directory: Principal, governance: string): void {
  const files = builtWebApp(placeOf(directory, governance));
  for (const batch of batches(files)) call("put_app_files", batch, "federation");
  call(
    "retain_app_files",
    files.map(({ path }) => path),
    "federation",
  );
  console.log(`web app: ${files.length} files`);
}

function placeOf(directory: Principal, governance: string): Place {
  const isLocal = values.environment !== "ic";
  return {
    directory: directory.toText(),
    // Domains of one's own are served by the gateways, and the network's interface is not among what they serve there.
    api: isLocal ? "" : "https://icp-api.io",
    identityProvider: "",
    isLocal,
    governance,
  };
}

/** The web app for the governance that the Directory has. */
function governedApp(): AppFile[] {
  const directory = deployedDirectory();
  const [governing] = ask("get_sns_governance") as [] | [Principal];
  if (governing === undefined)
    throw new Error("There is no governance: the command that deploys shows the web app.");
  return builtWebApp(placeOf(directory, governing.toText()));
}

/** The Directory that is there, whoever deployed it. @throws {Error} when this clone has not, and nobody says its id */
function deployedDirectory(): Principal {
  if (values.directory !== undefined) return Principal.fromText(values.directory);
  try {
    return Principal.fromText(icp.run("canister", "status", "directory", "--id-only"));
  } catch (cause) {
    throw new Error("This clone knows no Directory: --directory names it.", { cause });
  }
}

/** Gives the Directory the web app, in place of what the caller has staged before, and says what to propose. */
function stageApp(): void {
  const files = governedApp();
  call("unstage_app_files");
  for (const batch of batches(files)) call("stage_app_files", batch);
  const hash = appHash(files);
  console.log(
    `web app: ${files.length} files staged under the hash ${hex(hash)}, not yet shown: propose
  (variant { DeployWebApp = record { app_hash = ${blob(hash)} } })`,
  );
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

type Named = "directory" | "federation";

function call(method: string, arg?: unknown, canister: Named = "directory"): void {
  const { argTypes } = signatureOf(method, canister);
  const encoded = new Uint8Array(IDL.encode(argTypes, argTypes.length === 0 ? [] : [arg]));
  const reply = icp.withArguments(encoded, "canister", "call", calledAs(canister), method);
  if (reply.includes("Err")) throw new Error(`${method} was refused: ${reply}`);
}

/** @returns what a query of the Directory without arguments answers, of the type in its interface */
function ask(method: string): unknown {
  const encoded = new Uint8Array(IDL.encode([], []));
  // As an update it would be for controllers only: the canister pays for those, and so takes what it must.
  const reply = icp.withArguments(
    encoded,
    ...["canister", "call", calledAs("directory"), method, "--query", "-o", "hex"],
  );
  // It may say before it what follows. Every message of Candid begins with "DIDL".
  const [message] = /4449444c[0-9a-f]*$/i.exec(reply) ?? [];
  if (message === undefined) throw new Error(`${method} answered what is no Candid: ${reply}`);
  return IDL.decode(
    signatureOf(method, "directory").retTypes,
    Uint8Array.from(Buffer.from(message, "hex")),
  )[0];
}

/** By its name in this clone, or by the id that was given. */
function calledAs(canister: Named): string {
  return (canister === "directory" ? values.directory : undefined) ?? canister;
}

/** @throws {Error} for a method that there is not */
function signatureOf(method: string, canister: Named): IDL.FuncClass {
  const signature = new Map(methodsOf(canisters[canister])).get(method);
  if (signature === undefined) throw new Error(`There is no method ${method}.`);
  return signature;
}

/** Bytes in Candid's text form. */
function blob(bytes: Uint8Array | number[]): string {
  return `blob "${Array.from(bytes, (it) => `\\${it.toString(16).padStart(2, "0")}`).join("")}"`;
}

function hex(bytes: Uint8Array | number[]): string {
  return Buffer.from(bytes).toString("hex");
}

function sha256(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(bytes).digest());
}

function need(option: "url" | "moderator"): string {
  const value = values[option];
  if (value === undefined) throw new Error(`The first deployment needs --${option}.\n\n${HELP}`);
  return value;
}
