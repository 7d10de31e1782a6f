/** An object of a namespace. */
export type Named = { name: string; namespace: string };
