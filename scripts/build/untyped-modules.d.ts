// Modules that come without types; only what the WebAssembly parser uses of them.
declare module "@napi-rs/wasm-runtime" {
  export const emnapiAsyncWorkPlugin: object;
  export const emnapiTSFNPlugin: object;
  export function getDefaultContext(): object;
  export function instantiateNapiModuleSync(
    wasm: Uint8Array,
    options: object,
  ): { napiModule: { exports: { parseSync: typeof import("oxc-parser").parseSync } } };
}

declare module "oxc-parser/src-js/wrap.js" {
  export function wrap<T>(result: T): T;
}

declare module "oxc-parser/parser.wasm32-wasip1.wasm" {
  const path: string;
  export default path;
}
