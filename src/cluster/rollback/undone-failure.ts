import { RolloutFailure } from "../rollout/rollout-failure.ts";

/** The failure of a rollout with the end of the way back. Whatever that is, the evidence is what must be told. */
export async function undoneFailure(
  error: RolloutFailure,
  goingBack: Promise<string>,
  look: string,
): Promise<RolloutFailure> {
  const undone = await goingBack.catch(
    (failure: Error) => `going back failed: ${failure.message}; ${look} says what serves`,
  );
  const { message, code, remedy, exit, place, evidence } = error;
  return new RolloutFailure(`${message}; ${undone}`, {
    code,
    remedy,
    exit,
    ...(place ? { place } : {}),
    result: { evidence, undone },
    cause: error,
  });
}
