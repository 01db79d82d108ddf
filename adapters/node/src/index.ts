/** The node for those who run it from their own program. */

export { readConfig, type Config } from "./config/config.ts";
export { ConfigError, type ConfigIssue } from "./config/error.ts";
export { openNode, type Node, type NodeOptions } from "./node.ts";
export { startServer, type RunningServer } from "./server.ts";
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from "./sqlite/store.ts";
