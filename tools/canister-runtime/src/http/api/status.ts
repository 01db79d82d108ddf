// GET /api/v2/status (interface specification, "Status endpoint").
import type { Replica } from "../replica.ts";
import { answer, type Answer } from "./answer.ts";

/** The root key, that the replica is well, and by what it is made. */
export const status = ({ keys }: Replica): Answer =>
  answer({
    ic_api_version: "0.18.0",
    impl_version: "mastic-canister-runtime",
    replica_health_status: "healthy",
    root_key: keys.publicKey,
  });
