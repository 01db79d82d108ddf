// The store in memory, for tests and trials.

export { memoryStore, type MemoryStoreOptions } from "./memory/store.ts";
