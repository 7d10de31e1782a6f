import { z } from "zod";

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

/** Whether a text is a range of IPv4 or IPv6 addresses, e.g. `10.20.0.0/16`. */
export function isCidr(text: string): boolean {
  return cidr.safeParse(text).success;
}
