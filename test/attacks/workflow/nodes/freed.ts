import { attemptAll } from "./attempt.ts";
import type { Target } from "./target.ts";

/** The same attacks by whoever asks, without Deno's permissions: for `deno run -A` in a pod. Anything else is answered. */
const answer = async (request: Request): Promise<Response> => {
  if (request.method !== "POST") return new Response("here");
  const targets: Record<string, Target> = await request.json();
  return Response.json(await attemptAll(targets));
};

for (const port of [8080, 80]) Deno.serve({ port }, answer);
