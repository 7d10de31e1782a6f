/** Why a rollout will not succeed, in Kubernetes' words. */
export type Trouble = {
  /** E.g. "CrashLoopBackOff", "ImagePullBackOff", "FailedCreate". */
  reason: string;
  message: string;
  /** The container at fault, when it is one. */
  container?: string;
  exitCode?: number;
};
