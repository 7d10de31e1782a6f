/** Name of the one Helm release of the system chart, whichever namespace it is in. */
export const systemRelease = "tentacular-system";
