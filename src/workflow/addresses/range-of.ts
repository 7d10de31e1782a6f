import { isCidr } from "../is-cidr.ts";

/** A range of addresses as numbers: `first` is its first address, `bits` how many leading bits all share. */
export type Range = { family: 4 | 6; first: bigint; bits: number };

/**
 * `10.20.0.0/16`, `fd00::/8`, or one address alone, understood; undefined for anything else. Bits behind the prefix are
 * dropped, as routers do.
 *
 * @example
 * rangeOf("10.20.0.7/16"); // the range of 10.20.0.0/16
 */
export function rangeOf(text: string): Range | undefined {
  const family = text.includes(":") ? 6 : 4;
  const size = family === 6 ? 128 : 32;
  const [address = "", prefix = String(size)] = text.split("/");
  if (!isCidr(`${address}/${prefix}`)) return undefined;
  const bits = Number(prefix);
  const rest = BigInt(size - bits);
  const value = family === 6 ? valueOfSix(address) : valueOfFour(address);
  return { family, first: (value >> rest) << rest, bits };
}

function valueOfFour(address: string): bigint {
  return address.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function valueOfSix(address: string): bigint {
  const [head = "", tail] = withoutDots(address).split("::");
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => 0n);
  return [...front, ...zeros, ...back].reduce((value, group) => (value << 16n) | group, 0n);
}

/** `::ffff:10.0.0.1` → `::ffff:a00:1` */
function withoutDots(address: string): string {
  return address.replace(/[\d.]+$/, (end) => {
    if (!end.includes(".")) return end;
    const value = valueOfFour(end);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
}

function groups(text: string): bigint[] {
  return text === "" ? [] : text.split(":").map((group) => BigInt(`0x${group}`));
}
