import { readFileSync } from "node:fs";
import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import type { Site } from "./site.ts";

/** Whether a URL of the cluster answers 200, within a second. */
export function probe(site: Site, url: string): Promise<boolean> {
  const ca = url.startsWith("https:") ? { ca: readFileSync(site.file("pki/ca.crt")) } : {};
  const get = url.startsWith("https:") ? getSecure : getPlain;
  return new Promise((resolve) => {
    const request = get(url, { ...ca, agent: false, timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}
