import type { Progress } from "../../output/progress.ts";
import type { InstalledSystem } from "./installed-system.ts";

/** Says what is about to be done, object by object. */
export function announceInstall(
  progress: Progress,
  { release, version, before, namespace, context, changes }: Omit<InstalledSystem, "outcome">,
): void {
  const what = before && before !== version ? `${release} ${before} → ${version}` : `${release} ${version}`;
  progress.line(`System chart ${what} in namespace ${namespace} of ${context}`);
  const marked = [
    ...changes.create.map((title) => `+ ${title}`),
    ...changes.change.map((title) => `~ ${title}${changes.byHand.includes(title) ? ", changed by hand" : ""}`),
    ...changes.remove.map((title) => `- ${title}`),
  ];
  for (const line of marked) progress.line(`  ${line}`);
  if (changes.keep > 0) progress.line(`  ${changes.keep} unchanged`);
}
