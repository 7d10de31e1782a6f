import { z } from "zod";
import { formats } from "./formats.ts";
import { strict } from "./strict.ts";
import { text } from "./text.ts";

const resources = strict({
  requests: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).exactOptional(),
  limits: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).exactOptional(),
});

/** A container beside the engine, reached at localhost:port. */
export const sidecar = strict({
  name: text(formats.namespace),
  image: z.string().min(1),
  port: z.int().min(1024).max(65_535).describe("Not 8080, which is the engine's"),
  protocol: z.enum(["http", "grpc"]).default("http"),
  healthPath: z.string().startsWith("/").default("/health"),
  command: z.array(z.string()).exactOptional(),
  args: z.array(z.string()).exactOptional(),
  env: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).exactOptional(),
  resources: resources.exactOptional(),
});
