/** A request, as far as the answer depends on it. */
export type Request = {
  method: string;
  /** How the client reaches this server, without a slash at the end. */
  origin: string;
  /** The path as it was sent. */
  path: string;
  query: URLSearchParams;
  /** The query as it was sent, with its question mark; "" if there is none. */
  search: string;
  userAgent: string;
};
