export { subnetKeys, type NodeKey, type SubnetKeys } from "./certification/subnet-keys.ts";
export type * from "./http/replica.ts";
