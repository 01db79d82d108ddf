export { durableStoreCases, storeCases, storeContract, type TestApi } from "./contract/store/contract.ts";
export type { ContractCase, OpenedStore, OpenStore } from "./contract/store/harness.ts";
