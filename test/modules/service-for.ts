/** A Service on port 443 of whatever has this address there. */
export function serviceFor(name: string, address: string): object[] {
  const port = { port: 443, protocol: "TCP" };
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, labels: { "kubernetes.io/service-name": name } },
    addressType: "IPv4",
    ports: [port],
    endpoints: [{ addresses: [address] }],
  };
  return [{ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { ports: [port] } }, slice];
}
