/** What a protocol needs to be told, and its port when none is given. Packages have no port: they are not reached. */
export type Protocol = { needs: readonly ("host" | "database" | "user" | "subject" | "container")[]; port?: number };

/** The protocols that a contract knows. A map, because an author may write any word, "constructor" as well. */
export const protocols: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ["https", { needs: ["host"], port: 443 }],
  ["http", { needs: ["host"], port: 80 }],
  ["postgresql", { needs: ["host", "database", "user"], port: 5432 }],
  ["nats", { needs: ["host", "subject"], port: 4222 }],
  ["blob", { needs: ["host", "container"], port: 443 }],
  ["s3", { needs: ["host", "container"], port: 443 }],
  ["jsr", { needs: ["host"] }],
  ["npm", { needs: ["host"] }],
]);
