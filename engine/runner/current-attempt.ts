import { AsyncLocalStorage } from "node:async_hooks";
import type { Attempt } from "./attempt.ts";

/** Whose code is running: follows the attempt over every `await`. */
export const currentAttempt = new AsyncLocalStorage<Attempt>();
