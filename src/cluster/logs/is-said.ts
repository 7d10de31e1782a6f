/**
 * Whether a line was said by the container. Of a log that is gone already the kubelet says so in the log's own place.
 *
 * @example
 * isSaid("unable to retrieve container logs for containerd://4d18"); // false
 */
export function isSaid(line: string): boolean {
  return line.trim() !== "" && !/^unable to retrieve container logs for \w+:\/\//.test(line);
}
