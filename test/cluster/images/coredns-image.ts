import { readFile } from "node:fs/promises";
import { programPath } from "../build-programs.ts";
import { imageArchive } from "./image-archive.ts";

/** The image of the cluster's DNS: one static Go program. */
export const corednsImage = {
  name: "docker.io/tentacular/coredns:1",
  async archive(): Promise<string> {
    const bytes = await readFile(await programPath("coredns"));
    return imageArchive({
      name: corednsImage.name,
      entrypoint: ["/coredns"],
      files: [{ path: "coredns", bytes, mode: 0o755 }],
    });
  },
};
