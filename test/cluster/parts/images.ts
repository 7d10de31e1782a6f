import { corednsImage } from "../images/coredns-image.ts";
import { pauseImage } from "../images/pause-image.ts";
import type { Part } from "../part.ts";
import { run } from "../run.ts";

/** The images that the cluster itself runs, made here and put into containerd while the API server still starts. */
export const images: Part = {
  name: "images",
  after: ["containerd"],
  programs: ["ctr", "coredns"],
  start: async (site) => {
    const archives = await Promise.all([pauseImage.archive(), corednsImage.archive()]);
    const ctr = [site.program("ctr"), "--address", site.containerdSocket, "--namespace", "k8s.io"];
    for (const archive of archives) await run([...ctr, "images", "import", archive]);
  },
  ready: async () => true,
};
