/** Where packages are mirrored; absent means the public registry. */
export type Registries = { npm?: string | undefined; jsr?: string | undefined };
