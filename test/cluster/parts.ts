import type { Part } from "./part.ts";
import { apiServer } from "./parts/api-server.ts";
import { containerd } from "./parts/containerd.ts";
import { controllerManager } from "./parts/controller-manager.ts";
import { dns } from "./parts/dns.ts";
import { etcd } from "./parts/etcd.ts";
import { gvisor } from "./parts/gvisor.ts";
import { images } from "./parts/images.ts";
import { internet } from "./parts/internet.ts";
import { kubelet } from "./parts/kubelet.ts";
import { npmRegistry } from "./parts/npm-registry.ts";
import { policies } from "./parts/policies.ts";
import { proxy } from "./parts/proxy.ts";
import { registry } from "./parts/registry.ts";
import { scheduler } from "./parts/scheduler.ts";

/** The whole cluster. Each part starts as soon as those it comes `after` are ready. */
export const parts: readonly Part[] = [
  internet,
  registry,
  npmRegistry,
  etcd,
  containerd,
  images,
  apiServer,
  controllerManager,
  scheduler,
  proxy,
  kubelet,
  policies,
  gvisor,
  dns,
];
