import type { Row } from "../row.ts";
import { edit } from "./edit.ts";

/** How long whoever writes a workflow waits for it. Needs `dist/`. */
export async function* deskRows(turns: number): AsyncGenerator<Row> {
  yield await edit(turns);
}
