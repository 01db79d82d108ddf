export { dataCertificate } from "./certification/data-certificate.ts";
export type { Subnet } from "./certification/state-tree.ts";
export { subnetKeys, type NodeKey, type SubnetKeys } from "./certification/subnet-keys.ts";
export type * from "./http/replica.ts";
export { serve, type ServedReplica, type ServeOptions } from "./http/server.ts";
