import { type Answer, answer, keep } from "./answer.ts";
import type { Config } from "./config.ts";
import { Failure } from "./failure.ts";
import { fixedAnswer } from "./fixed-answer.ts";
import { packageAnswer } from "./package-answer.ts";
import type { Request } from "./request.ts";
import type { World } from "./world.ts";

/** Answers a request as esm.sh v137_6 does. */
export async function answerTo(world: World, request: Request): Promise<Answer> {
  try {
    return (await fixedAnswer(world, request)) ?? (await packageAnswer(world, request));
  } catch (error) {
    if (error instanceof Failure) return refusal(error, world.config);
    throw error;
  }
}

function refusal({ status, message }: Failure, { npmQueryCacheTTL }: Config): Answer {
  const kept: Record<number, string> = {
    400: keep.forever,
    403: keep.hour,
    404: keep.for(npmQueryCacheTTL),
    408: keep.never,
  };
  const cache = kept[status];
  return { ...answer("text", message, cache ? { "cache-control": cache } : {}), status };
}
