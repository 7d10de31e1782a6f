import { TentacularError } from "../errors.ts";

/** One error for all that went wrong with reading fixtures; one that was not foreseen goes first, alone. */
export function wrongFixtures(errors: Error[]): Error {
  const foreseen = errors.filter((error) => error instanceof TentacularError);
  const [first] = foreseen;
  const strange = errors.find((error) => !(error instanceof TentacularError));
  if (strange !== undefined || first === undefined || foreseen.length === 1) return strange ?? first ?? new Error();
  const lines = foreseen.map(({ message, place, remedy }) => {
    const at = [place?.line, place?.column].filter((part) => part !== undefined).join(":");
    return `  ${message}${at === "" ? "" : `, at ${at}`}: ${remedy}`;
  });
  return new TentacularError(`${foreseen.length} fixtures are wrong:\n${lines.join("\n")}`, {
    code: first.code,
    exit: "invalid",
    remedy: "Mend each of them",
    ...(first.place && { place: first.place }),
  });
}
