/** One probe: its name, and what its pods run with. */
export type ProbeSetup = {
  id: string;
  namespace: string;
  image: string;
  pullSecrets: string[];
  runtimeClass: string | undefined;
  /** Ports outside that the caller may dial. */
  dialPorts: number[];
};
