/** Calls `onLate` when nobody resets or clears it in time. */
export class Deadline {
  private timer: NodeJS.Timeout | undefined;
  private readonly onLate: () => void;

  constructor(onLate: () => void) {
    this.onLate = onLate;
  }

  /** Starts anew: `milliseconds` from now. */
  reset(milliseconds: number): void {
    this.clear();
    this.timer = setTimeout(this.onLate, milliseconds);
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}
