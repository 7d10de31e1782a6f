import { rangeOf } from "./range-of.ts";

/** Where clouds tell a machine its secrets, and what never leaves a machine. No contract can open these. */
export const forbidden = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "100.100.100.200/32",
  "168.63.129.16/32",
  "192.0.0.192/32",
  "224.0.0.0/4",
  "::/127",
  "fd00:ec2::254/128",
  "fe80::/10",
  "ff00::/8",
].flatMap((text) => rangeOf(text) ?? []);
