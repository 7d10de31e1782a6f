import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
import {
  emnapiAsyncWorkPlugin,
  emnapiTSFNPlugin,
  getDefaultContext,
  instantiateNapiModuleSync,
} from "@napi-rs/wasm-runtime";
import wasmFile from "oxc-parser/parser.wasm32-wasip1.wasm";
import { wrap } from "oxc-parser/src-js/wrap.js";

type Parser = typeof import("oxc-parser");

const pages = { initial: 1024, maximum: 65_536 };

const { parseSync: parseRaw } = load();

/** `parseSync` of `oxc-parser`, for carriers that cannot hold a native module for every platform. */
export const parseSync: Parser["parseSync"] = (...args) => wrap(parseRaw(...args));

function load(): { parseSync: Parser["parseSync"] } {
  const { napiModule } = instantiateNapiModuleSync(readFileSync(new URL(wasmFile, import.meta.url)), {
    context: getDefaultContext(),
    wasi: new WASI({ version: "preview1" }),
    asyncWorkPoolSize: 0,
    plugins: [emnapiAsyncWorkPlugin, emnapiTSFNPlugin],
    overwriteImports(imports: Record<string, object>) {
      const memory = new WebAssembly.Memory(pages);
      imports["env"] = { ...imports["env"], ...imports["napi"], ...imports["emnapi"], memory };
      return imports;
    },
    beforeInit({ instance }: { instance: WebAssembly.Instance }) {
      for (const [name, register] of Object.entries(instance.exports)) {
        if (name.startsWith("__napi_register__") && typeof register === "function") register();
      }
    },
  });
  return napiModule.exports;
}
