/** From where a System API function is called (interface specification, "Overview of imports"). */

/**
 * - `I` init and post_upgrade, `G` pre_upgrade, `U` update, `T` heartbeat, timer and low memory (system tasks);
 * - `RQ` query in replicated and `NRQ` in non-replicated mode, `TQ` transform of an outcall, `CQ` composite query;
 * - `Ry` and `Rt` reply and reject callback, `CRy` and `CRt` those of composite queries;
 * - `C` and `CC` cleanup callbacks, `F` inspect_message, `s` the start function.
 */
export type Mode =
  "I" | "G" | "U" | "RQ" | "NRQ" | "TQ" | "CQ" | "Ry" | "Rt" | "CRy" | "CRt" | "C" | "CC" | "F" | "T" | "s";

const nonReplicated = new Set<Mode>(["NRQ", "TQ", "CQ", "CRy", "CRt", "CC", "F"]);

export const isReplicated = (mode: Mode): boolean => !nonReplicated.has(mode);
