import { denoCore } from "./deno-core.ts";

/** Answers when the event loop has turned: all that had come in by now was seen. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (denoCore === undefined) {
      setImmediate(resolve);
      return;
    }
    denoCore.immediateRefCount(true);
    const state = { _argv: undefined, _destroyed: false, _idleNext: null, _idlePrev: null };
    denoCore.queueImmediate({ _onImmediate: resolve, ...state, [denoCore.kRefed]: true });
  });
}
