// POST /api/v2|v3/canister/<id>/read_state and /api/v2|v3/subnet/<id>/read_state (interface specification,
// "Read state").
import { certificate } from "../../certification/certificate.ts";
import { stateTree } from "../../certification/state-tree.ts";
import { authenticate } from "../authentication/authenticate.ts";
import { checkIngressExpiry } from "../authentication/ingress-expiry.ts";
import { parseReadState } from "../envelope.ts";
import type { Replica } from "../replica.ts";
import { answer, type Answer } from "./answer.ts";
import { checkServed, type Effective } from "./effective-canister-id.ts";
import { checkPaths } from "./read-state-paths.ts";

/** Certifies what the paths of the request ask for, if the sender may see it. @throws RequestError */
export async function readState(replica: Replica, effective: Effective, body: Uint8Array): Promise<Answer> {
  const envelope = parseReadState(body);
  const state = await replica.state();
  if (!envelope.sender.isAnonymous()) checkIngressExpiry(envelope.ingressExpiry, state.time);
  checkServed(effective, replica, state);
  const allows = authenticate(envelope, { now: state.time, rootKey: replica.keys.publicKey });
  const { paths } = envelope.content;
  checkPaths(paths, { state, effective, sender: envelope.sender, allows });
  return answer({ certificate: certificate(stateTree(replica, state), paths, replica.keys) });
}
