import { createHash } from "node:crypto";
import { account } from "./account.ts";

/** Files of a Verdaccio, by their path in its folder: accounts, and a configuration in JSON, which is YAML too. */
export function verdaccioFiles(uplink: string): Record<string, string> {
  const hash = createHash("sha1").update(account.password).digest("base64");
  return {
    htpasswd: `${account.name}:{SHA}${hash}:autocreated\n`,
    "config.yaml": JSON.stringify(configuration(uplink), undefined, 2),
  };
}

/** Packages of ours, and all others from the registry above it. */
function configuration(uplink: string): object {
  const ours = { access: "$all", publish: account.name };
  return {
    storage: "./storage",
    auth: { htpasswd: { file: "./htpasswd", max_users: -1 } },
    security: { api: { legacy: true } },
    web: { enable: false },
    // What has once been fetched is not asked for again: a warm run needs no network.
    uplinks: { above: { url: uplink, maxage: "365d", timeout: "60s", max_fails: 100, fail_timeout: "1s" } },
    packages: {
      "@acme/*": { access: account.name, publish: account.name },
      "@jsr/*": ours,
      "tentacular-test-*": ours,
      "**": { access: "$all", publish: account.name, proxy: "above" },
    },
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}
