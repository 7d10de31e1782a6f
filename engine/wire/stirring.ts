/** What a runner writes to its stdout before code goes on whose run has ended. */
export const stirring = "\u0005";
