// @mastic/webfinger/nodeinfo: what a server says of itself, written and read (NodeInfo 2.0 and 2.1; FEP-2677).

export {
  buildNodeInfoDiscovery,
  nodeInfoDiscoveryRequest,
  type NodeInfoLinks,
  nodeInfoMediaType,
  nodeInfoRequest,
  type NodeInfoVersion,
  parseNodeInfoDiscovery,
} from "./nodeinfo/discovery.ts";
export { buildNodeInfo, type NodeInfo, type NodeInfoDocument, parseNodeInfo } from "./nodeinfo/document.ts";
