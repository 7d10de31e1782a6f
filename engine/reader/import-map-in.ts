import { z } from "zod";
import { TentacularError } from "../../src/errors.ts";
import type { ImportMap } from "../wire/imports.ts";

const addresses = z.record(z.string(), z.string().nullable());
const importMap = z.looseObject({ imports: addresses.default({}), scopes: z.record(z.string(), addresses).optional() });

/**
 * The import map in the text of a file.
 * @throws {TentacularError} `IMPORT-MAP-MALFORMED`
 */
export function importMapIn(text: string): ImportMap {
  try {
    return importMap.parse(JSON.parse(text));
  } catch (cause) {
    throw new TentacularError("The import map is not one", {
      code: "IMPORT-MAP-MALFORMED",
      exit: "invalid",
      remedy: "Deploy again; the file is made by the deploy",
      place: { file: "import_map.json" },
      cause,
    });
  }
}
