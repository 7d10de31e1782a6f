/** What the nodes hand to each other. Helper files are packed with the nodes that import them. */
export type Order = { id: string; amount: number };
