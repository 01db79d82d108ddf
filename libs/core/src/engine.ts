/** What the engines of the store share: checks, order, scan plans, ids. For who writes an engine, not for who uses one. */

export {
  checkChange,
  checkKey,
  checkKeys,
  checkRow,
  checkUnique,
  checkUniques,
  checkValue,
  type Cells,
} from "./store/check.ts";
export { effectQueue, keepEffect } from "./memory/outbox.ts";
export { checkSchema } from "./store/declaration.ts";
export { idAfter } from "./store/ids.ts";
export { type Listener, Listeners } from "./store/listeners.ts";
export { storedEffect, Workers, type KeptEffect } from "./store/workers.ts";
export { compareScalars, compareText, type Scalar } from "./store/order.ts";
export { checkEffect, outbox, outboxBodies, type CheckedEffect } from "./store/outbox.ts";
export {
  cursor,
  indexColumns,
  MAX_SCAN,
  planMany,
  planRange,
  planScan,
  stretches,
  type AnyScan,
  type ScanPlan,
  type Stretch,
} from "./store/scan.ts";
export { checkScope } from "./store/scope.ts";
export { SyncTurn, SyncView, type RowReader, type RowWriter } from "./store/session.ts";
