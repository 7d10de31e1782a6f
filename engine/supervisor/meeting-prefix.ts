/** How the folders begin in which a supervisor meets its runners: by its process id, so that others know whose they are. */
export function meetingPrefix(pid: number | string): string {
  return `tentacular-${pid}-`;
}
