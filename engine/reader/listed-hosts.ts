/** What `--allow-net` names: hosts with commas between, or `all`. */
export function listedHosts(text: string): "all" | string[] {
  return text === "all" ? "all" : text.split(",").filter((host) => host !== "");
}
