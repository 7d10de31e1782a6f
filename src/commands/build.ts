import { Flags } from "@oclif/core";
import { readManifest } from "../cli/manifest.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { type BuiltImage, buildImage } from "../image/build-image.ts";
import { builders } from "../image/builder.ts";
import { imageName } from "../image/image-name.ts";
import { readSettings, rememberImage } from "../image/settings.ts";

/** What `tntc build -o json` gives. */
export type BuildResult = BuiltImage & { settings: string };

/** `tntc build`: the engine image that workflows run in. */
export default class Build extends TentacularCommand<BuildResult> {
  static override summary = "Build the engine image, and push it";
  static override description =
    "Uses docker (with buildx), podman or buildah: the first that works. The image is remembered as the one that deploy uses.";
  static override examples = [
    "<%= config.bin %> build",
    "<%= config.bin %> build --registry ghcr.io/acme --push",
    "<%= config.bin %> build --tag localhost:5000/engine:test --push --plain-http",
  ];
  static override flags = {
    tag: Flags.string({
      char: "t",
      helpValue: "NAME:TAG",
      description: "Name and tag",
      defaultHelp: "tentacular-engine:VERSION",
    }),
    registry: Flags.string({ char: "r", description: "Put before a tag without a slash", helpValue: "HOST/PATH" }),
    push: Flags.boolean({ description: "Push the image, so that a cluster can pull it" }),
    base: Flags.string({
      helpValue: "IMAGE",
      description: "What to build on, e.g. by digest",
      defaultHelp: "Deno, distroless, by tag",
    }),
    platform: Flags.string({
      helpValue: "OS/ARCH",
      description: "What the image is to run on, e.g. linux/arm64",
      defaultHelp: "this machine's",
    }),
    builder: Flags.option({
      options: builders,
      description: "What to build with",
      defaultHelp: async () => "the first that works",
    })(),
    "plain-http": Flags.boolean({ description: "The registry has no TLS; deploys remember it too" }),
  };

  protected async execute(): Promise<Outcome<BuildResult>> {
    const { flags } = await this.parse(Build);
    const registry = flags.registry ?? (await readSettings(".")).registry;
    const built = await buildImage({
      image: imageName({ tag: flags.tag, registry, version: readManifest().version }),
      push: flags.push,
      base: flags.base,
      platform: flags.platform,
      builder: flags.builder,
      plainHttp: flags["plain-http"],
      progress: this.progress,
      signal: this.interrupted,
    });
    const settings = await rememberImage(built.pushed ? `${built.image}@${built.digest}` : built.image, {
      plainHttp: flags["plain-http"],
    });
    return outcome({ ...built, settings });
  }
}

function outcome(result: BuildResult): Outcome<BuildResult> {
  const done = result.pushed ? "Built and pushed" : "Built";
  return {
    summary: `${done} ${result.image} (${result.digest})`,
    result,
    hints: [
      `Deploys to every cluster use it from now on (${result.settings}), unless a project or --image says another`,
      ...(result.pushed
        ? []
        : ["Only nodes that have it already can run it; for others push it: tntc build --registry REGISTRY --push"]),
    ],
  };
}
