import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";

/** Sidecars share one pod with the engine: names and ports must differ. */
export function sidecarRules({ sidecars }: Draft): Problem[] {
  const names = ["engine", ...sidecars.map((sidecar) => sidecar?.name)];
  const ports = [8080, ...sidecars.map((sidecar) => sidecar?.port)];
  return sidecars.flatMap((sidecar, index) => {
    if (!sidecar) return [];
    const path = ["sidecars", index];
    return [
      ...(names.indexOf(sidecar.name) <= index ? [taken("name", sidecar.name, path)] : []),
      unserved(sidecar.name, path),
      ...(ports.indexOf(sidecar.port) <= index ? [taken("port", sidecar.port, path)] : []),
    ];
  });
}

function taken(key: "name" | "port", value: string | number, path: PropertyKey[]): Problem {
  const message = `The ${key} "${value}" is taken in this pod`;
  return { code: "SIDECAR-TWICE", path: [...path, key], message, remedy: `Use another ${key}` };
}

function unserved(name: string, path: PropertyKey[]): Problem {
  const message = `This version cannot run sidecars such as "${name}" yet`;
  const remedy = "Run the program as a Deployment of its own; deploying a sidecar is refused";
  return { code: "SIDECAR-UNSERVED", severity: "warning", path, message, remedy };
}
