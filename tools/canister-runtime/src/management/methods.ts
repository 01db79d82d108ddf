/** The management canister's methods by name. */
import { clearChunkStore, storedChunks, uploadChunk } from "./chunk-store.ts";
import { installChunkedCode, installCode, uninstallCode } from "./code.ts";
import { depositCycles, rawRand } from "./cycles-and-random.ts";
import { httpRequest } from "./http-request.ts";
import { canisterInfo, canisterStatus, fetchCanisterLogs } from "./information.ts";
import {
  createCanister,
  deleteCanister,
  provisionalCreate,
  provisionalTopUp,
  startCanister,
  stopCanister,
} from "./lifecycle.ts";
import { ecdsaPublicKey, schnorrPublicKey, signWithEcdsa, signWithSchnorr } from "./signatures.ts";
import type { ManagementMethod } from "./method.ts";
import { updateSettings } from "./settings.ts";

export const managementMethods: ReadonlyMap<string, ManagementMethod> = new Map(
  Object.entries({
    create_canister: createCanister,
    provisional_create_canister_with_cycles: provisionalCreate,
    provisional_top_up_canister: provisionalTopUp,
    update_settings: updateSettings,
    install_code: installCode,
    install_chunked_code: installChunkedCode,
    uninstall_code: uninstallCode,
    upload_chunk: uploadChunk,
    stored_chunks: storedChunks,
    clear_chunk_store: clearChunkStore,
    start_canister: startCanister,
    stop_canister: stopCanister,
    delete_canister: deleteCanister,
    canister_status: canisterStatus,
    canister_info: canisterInfo,
    fetch_canister_logs: fetchCanisterLogs,
    deposit_cycles: depositCycles,
    raw_rand: rawRand,
    http_request: httpRequest,
    ecdsa_public_key: ecdsaPublicKey,
    sign_with_ecdsa: signWithEcdsa,
    schnorr_public_key: schnorrPublicKey,
    sign_with_schnorr: signWithSchnorr,
  }),
);
