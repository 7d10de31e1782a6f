import { isPackage } from "../is-package.ts";
import { nearest } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { protocols } from "../protocols.ts";
import { keysAt } from "../schema/keys-at.ts";
import type { Dependency } from "../spec.ts";
import { authTypeRule } from "./auth-type.ts";
import { badCidr } from "./bad-cidr.ts";
import { dependencyPlaces } from "./dependency-places.ts";

/** What one dependency must say, by its protocol. */
export function dependencyRules(name: string, dependency: Dependency): Problem[] {
  const path = ["contract", "dependencies", name];
  const typos = [
    ...dependencyPlaces(dependency, path),
    ...authTypeRule(name, dependency),
    ...suspectKeys(dependency, path),
  ];
  if (name.startsWith("tentacular-")) return [unserved(name, path), ...typos];
  if (dependency.type === "dynamic-target") return [...dynamicTarget(dependency, path), ...typos];
  const protocol = protocols.get(dependency.protocol);
  if (!protocol) return [unknownProtocol(dependency, path), ...typos];
  const missing = protocol.needs.filter((key) => dependency[key] === undefined);
  return [...missing.map((key) => needs(dependency.protocol, key, path)), ...host(dependency, path), ...typos];
}

function needs(protocol: string, key: string, path: PropertyKey[]): Problem {
  const message = `A dependency by ${protocol} needs "${key}"`;
  const remedy = key === "host" && isPackage(protocol) ? 'Add the package name as "host"' : `Add "${key}"`;
  return { code: "DEPENDENCY-INCOMPLETE", path, message, remedy };
}

function dynamicTarget({ cidr, dynPorts }: Dependency, path: PropertyKey[]): Problem[] {
  return [
    ...(cidr === undefined ? [needs("dynamic-target", "cidr", path)] : badCidr(cidr, [...path, "cidr"])),
    ...(dynPorts === undefined || dynPorts.length === 0 ? [needs("dynamic-target", "dynPorts", path)] : []),
  ];
}

function host({ protocol, host }: Dependency, path: PropertyKey[]): Problem[] {
  if (host === undefined) return [];
  const at = { path: [...path, "host"], code: "HOST-BAD" };
  if (isPackage(protocol)) {
    const scope = protocol === "jsr" ? "" : "?";
    const isPackage = new RegExp(`^(@[a-z0-9~-][\\w.~-]*/)${scope}[a-z0-9~-][\\w.~-]*$`).test(host);
    const remedy = protocol === "jsr" ? 'Write e.g. "@std/csv"' : 'Write e.g. "zod" or "@scope/name"';
    return isPackage ? [] : [{ ...at, message: `"${host}" is not a package of ${protocol}`, remedy }];
  }
  if (/^(\*\.)?[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(host) || /^\[?[0-9a-f:]*:[0-9a-f:.]*\]?$/i.test(host)) return [];
  const bare = /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?([a-z0-9._-]+)/i.exec(host)?.[1];
  const remedy = bare
    ? `Write only the host: "${bare}"; a port has its own key`
    : 'Write a host name, e.g. "api.example.com"';
  return [{ ...at, message: `"${host}" is not a host name`, remedy }];
}

function unknownProtocol({ protocol, host, port }: Dependency, path: PropertyKey[]): Problem {
  const known = [...protocols.keys()];
  const meant = nearest(protocol, known);
  const opens = host !== undefined && port !== undefined;
  const message = `Protocol "${protocol}" is not known, so ${opens ? "its host and port are taken as written" : "without host and port nothing is opened for it"}`;
  const remedy = meant
    ? `Did you mean "${meant}"?`
    : `Known: ${known.join(", ")}${opens ? "" : "; or add host and port"}`;
  return { code: "PROTOCOL-UNKNOWN", severity: "warning", path: [...path, "protocol"], message, remedy };
}

function unserved(name: string, path: PropertyKey[]): Problem {
  const message = `"${name}" would be provided by a platform service, and this version has none`;
  return {
    code: "DEPENDENCY-UNSERVED",
    severity: "warning",
    path,
    on: "key",
    message,
    remedy: "Declare host and port under a name of your own",
  };
}

/** Unknown keys are extensions here, but one that is nearly a known key is probably a slip. */
function suspectKeys(dependency: Dependency, path: PropertyKey[]): Problem[] {
  const known = keysAt(path);
  const unknown = Object.keys(dependency).filter((key) => !known.includes(key) && !key.startsWith("x-"));
  return unknown.flatMap((key): Problem[] => {
    const meant = nearest(key, known);
    if (!meant) return [];
    const message = `Key "${key}" is taken as an extension, which nothing reads`;
    return [
      {
        code: "KEY-SUSPECT",
        severity: "warning",
        path: [...path, key],
        on: "key",
        message,
        remedy: `Did you mean "${meant}"?`,
      },
    ];
  });
}
