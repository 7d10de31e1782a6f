/** What a request is refused with; its message is the body of the answer. */
export class Failure extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "Failure";
    this.status = status;
  }
}
