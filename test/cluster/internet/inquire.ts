import { request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Site } from "../site.ts";
import type { Seen } from "./seen.ts";

const visits = z.array(z.object({ at: z.string(), from: z.string(), name: z.string().optional() }));

/** Every visit that the servers of a cluster's internet have had. */
export async function inquire({ internetSocket }: Pick<Site, "internetSocket">): Promise<Seen[]> {
  const body = await new Promise<string>((resolve, reject) => {
    request({ socketPath: internetSocket, timeout: 5000 }, (response) => text(response).then(resolve, reject))
      .on("timeout", () => reject(new Error("The servers of the internet do not answer")))
      .on("error", reject)
      .end();
  });
  return visits.parse(JSON.parse(body));
}
