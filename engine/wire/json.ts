/** A JSON value, as it comes from a body, a file or a frame. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
