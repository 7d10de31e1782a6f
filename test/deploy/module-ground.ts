import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SystemRelease, systemRelease } from "../charts/system-release.ts";
import { moduleProxyImage } from "../module-proxy/image.ts";
import { type Ground, ground } from "./ground.ts";
import { localDisk } from "./local-disk.ts";

/** Ground with a module proxy of its own, which serves the packages of the test registry, private ones too. */
export type ModuleGround = Ground & {
  system: SystemRelease;
  /** The folder that the proxy keeps what it has built in, with `claim`. */
  disk: string | undefined;
  /** Installs the module proxy, or changes its configuration and the tag of its image. */
  proxy(config?: object, tag?: string): Promise<void>;
  /** Installs a second module proxy beside the first, in a namespace of its own; it goes when it is disposed of. */
  besideProxy(config: object, tag: string): Promise<SystemRelease>;
  /** Adds lines to the settings file that tntc reads. */
  settle(lines: string): Promise<void>;
};

/** What a test may want otherwise. */
export type ModuleGroundOptions = {
  /** Whether what the proxy has built outlives its pods. @default false */
  claim?: boolean;
};

/** Ground whose module proxy runs already. */
export async function moduleGround(options: ModuleGroundOptions = {}): Promise<ModuleGround> {
  const at = await ground();
  const system = await systemRelease(at.cluster);
  const disk = options.claim ? await localDisk(at.cluster, system.namespace) : undefined;
  const settings = join(at.dir, "settings.yaml");
  const base = `image: ${at.image}\nplain_http: true\nsystem_namespace: ${system.namespace}\nruntime_class: ""\n`;
  await writeFile(settings, base);
  const whole: ModuleGround = {
    ...at,
    system,
    disk: disk?.path,
    proxy: (config = {}, tag) => install(at, system, { config, tag, claim: disk?.claim }),
    besideProxy: (config, tag) => beside(at, { config, tag, claim: undefined }),
    settle: (lines) => writeFile(settings, base + lines),
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      await disk?.[Symbol.asyncDispose]();
      await at[Symbol.asyncDispose]();
    },
  };
  await whole.proxy();
  return whole;
}

type Installed = { config: object; tag: string | undefined; claim: string | undefined };

async function beside(at: Ground, installed: Installed): Promise<SystemRelease> {
  const system = await systemRelease(at.cluster);
  await install(at, system, installed);
  return system;
}

async function install({ cluster }: Ground, system: SystemRelease, installed: Installed): Promise<void> {
  const { config: more, tag, claim } = installed;
  const { url, token } = cluster.npmRegistry;
  const config = {
    port: 8080,
    workDir: "/data",
    buildConcurrency: 2,
    npmRegistry: url,
    npmScopedRegistries: { "@jsr": { registry: url }, "@acme": { registry: url, token } },
    ...more,
  };
  const metadata = { name: "module-proxy-config" };
  const secret = { apiVersion: "v1", kind: "Secret", metadata, stringData: { "config.json": JSON.stringify(config) } };
  await cluster.apply([secret], system.namespace);
  const { hostname, port } = new URL(url);
  const moduleProxy = {
    image: await tagged(await moduleProxyImage(cluster), tag),
    existingSecret: metadata.name,
    ...(claim === undefined ? {} : { storage: "pvc", existingClaim: claim }),
    lexer: { path: "/esm/bin/cjs-module-lexer-1.0.8" },
    networkPolicy: { egress: [{ cidr: `${hostname}/32`, port: Number(port) }] },
  };
  const { exitCode, stderr } = await system.upgrade({ rbac: { enabled: false }, moduleProxy });
  if (exitCode !== 0) throw new Error(stderr);
}

/** The same image by another tag, as an upgrade that changes nothing but its name would be. */
async function tagged(image: string, tag: string | undefined): Promise<string> {
  if (tag === undefined) return image;
  const [, registry, repository, from] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
  const manifests = `http://${registry}/v2/${repository}/manifests`;
  const accept = "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";
  const manifest = await fetch(`${manifests}/${from}`, { headers: { accept } });
  const headers = { "content-type": manifest.headers.get("content-type") ?? "" };
  const put = await fetch(`${manifests}/${tag}`, { method: "PUT", headers, body: await manifest.arrayBuffer() });
  if (!put.ok) throw new Error(`${put.status} ${await put.text()}`);
  return `${registry}/${repository}:${tag}`;
}
