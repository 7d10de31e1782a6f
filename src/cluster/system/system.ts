/** What the installed system chart says of itself to everybody who deploys to the cluster. */
export type System = {
  /** The namespace that it is installed in. */
  namespace: string;
  /** Of the chart, e.g. "0.2.0". */
  version: string;
  /** Address of the module proxy as pods reach it; absent when the cluster has none. */
  moduleProxy?: string;
  /** Tag of the module proxy's image, e.g. "v137_6". */
  moduleProxyVersion?: string;
  /** RuntimeClass that workflows run under unless they say otherwise; "" for none, absent where the chart says nothing. */
  runtimeClass?: string;
  /** What proves that the module proxy serves, e.g. "/ms@2.1.3?target=denonext". */
  testModule?: string;
  /** Workflows without a contract are refused. */
  requireContract: boolean;
  /** Ranges that no workflow may open; absent where the chart says nothing of them. */
  closedCIDRs?: string[];
  /** Parts of these that a workflow may declare all the same. */
  allowedCIDRs?: string[];
  /** Namespaces of the platform, of which workflows reach DNS alone; absent where the chart says nothing of them. */
  closedNamespaces?: string[];
  /** The only namespaces besides its own that a workflow may declare; absent where the chart names none. */
  openNamespaces?: string[];
  /** Admission policies keep authors from leaving the walls out. */
  enforce: boolean;
};
