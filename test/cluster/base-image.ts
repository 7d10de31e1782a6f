import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { imageArchive } from "./images/image-archive.ts";
import type { TarEntry } from "./images/tar.ts";
import { internetAuthority } from "./internet/authority.ts";
import { run } from "./run.ts";

/**
 * The image that the engine is built on, composed from the pinned Deno and this machine's C library,
 * under the name that the Dockerfile asks for: no image registry is needed to build and test.
 */
export const baseImage = {
  name: "docker.io/denoland/deno:distroless-2.9.6",
  /** Path of a docker archive, cached by content. */
  archive(): Promise<string> {
    composed ??= compose(baseImage.name);
    return composed;
  },
};

/** Its name by content takes reading and hashing 100 MB. */
let composed: Promise<string> | undefined;

async function compose(name: string): Promise<string> {
  return imageArchive({
    name,
    entrypoint: ["/bin/deno"],
    environment: {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt",
      // Trusted beside the usual authorities, as a company adds its own.
      DENO_CERT: `/${internetCertificate}`,
    },
    files: [...folders, ...accounts, ...(await programFiles()), await authority()],
  });
}

const internetCertificate = "etc/ssl/certs/internet.pem";

async function authority(): Promise<TarEntry> {
  return copied((await internetAuthority()).certificate, internetCertificate);
}

const folders: TarEntry[] = [
  { path: "tmp", folder: true, mode: 0o1777 },
  { path: "home/nonroot", folder: true },
];

const text = (path: string, content: string): TarEntry => ({ path, bytes: Buffer.from(content) });

const accounts: TarEntry[] = [
  text(
    "etc/passwd",
    "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n",
  ),
  text("etc/group", "root:x:0:\nnonroot:x:65532:\n"),
  text("etc/nsswitch.conf", "hosts: files dns\n"),
];

/** Deno, and the libraries it loads: those it is linked with, and those the C library opens to resolve names. */
async function programFiles(): Promise<TarEntry[]> {
  const deno = denoProgram();
  const linked = [...(await run(["ldd", deno])).matchAll(/(\/\S+) \(0x/g)].map(([, path = ""]) => path);
  const folder = dirname(linked.find((path) => basename(path) === "libc.so.6") ?? "");
  const names = ["libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2"];
  const opened = names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const certificates = "/etc/ssl/certs/ca-certificates.crt";
  const same = [...linked, ...opened, ...(existsSync(certificates) ? [certificates] : [])];
  return Promise.all([copied(deno, "bin/deno"), ...same.sort().map((path) => copied(path, path.slice(1)))]);
}

async function copied(from: string, path: string): Promise<TarEntry> {
  return { path, bytes: await readFile(from), mode: path.startsWith("etc/") ? 0o644 : 0o755 };
}

function denoProgram(): string {
  const fromPackage = createRequire(import.meta.resolve("deno/package.json"));
  return fromPackage.resolve(`@deno/linux-${process.arch}-glibc/deno`);
}
