import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run.ts";
import { imageArchive } from "./image-archive.ts";

/** The image that every pod's sandbox runs: one static C program. */
export const pauseImage = {
  name: "docker.io/tentacular/pause:1",
  async archive(): Promise<string> {
    const bytes = await compile();
    return imageArchive({
      name: pauseImage.name,
      entrypoint: ["/pause"],
      user: "65535:65535",
      files: [{ path: "pause", bytes, mode: 0o755 }],
    });
  },
};

async function compile(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "tentacular-pause-"));
  try {
    await run(["gcc", "-static", "-Os", "-s", "-o", join(folder, "pause"), join(import.meta.dirname, "pause.c")]);
    return await readFile(join(folder, "pause"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
