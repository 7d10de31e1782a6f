/** A visit: a connection that arrived, or a question to the DNS server. */
export type Seen = {
  /** Address and port that were visited. */
  at: string;
  /** Address of the visitor. */
  from: string;
  /** The name that was asked for, of a question to the DNS server. */
  name?: string | undefined;
};

/** More is not kept. */
const enough = 5000;

/** What notes a visit in a list, and forgets the oldest. */
export function seen(visits: Seen[]): (visit: Seen) => void {
  return (visit) => {
    visits.push(visit);
    if (visits.length > enough) visits.shift();
  };
}
