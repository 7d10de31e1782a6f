/** A node that does nothing. */
export const noop = "export default async (_ctx: unknown, input: unknown) => input;\n";
