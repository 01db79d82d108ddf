/** Certified data and the root key (interface specification, "Certified data"). */
import { type Execution, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const replicated = "I G U RQ Ry Rt C T";

function certificate(x: Execution): Uint8Array {
  if (x.input.certificate !== true) throw violation("there is no certificate of the certified data here");
  return x.surroundings.certify(x.canister);
}

export const certifiedDataFunctions: SystemFunctions = {
  root_key_size: systemFunction(":p", replicated, 500, (x) => x.surroundings.rootKey.length),
  root_key_copy: systemFunction("ppp", replicated, 500, (x, target: number, offset: number, size: number) =>
    x.copyOut(x.surroundings.rootKey, target, offset, size),
  ),
  certified_data_set: systemFunction("pp", "I G U Ry Rt T", 500, (x, source: number, size: number) => {
    if (size > 32) throw violation("the certified data has at most 32 bytes");
    x.certifiedData = x.copyIn(source, size);
  }),
  data_certificate_present: systemFunction(":i", "*", 500, (x) => (x.input.certificate === true ? 1 : 0)),
  data_certificate_size: systemFunction(":p", "NRQ CQ", 500, (x) => certificate(x).length),
  data_certificate_copy: systemFunction(
    "ppp",
    "NRQ CQ",
    500,
    (x, target: number, offset: number, size: number) => x.copyOut(certificate(x), target, offset, size),
  ),
};
