const remedy = 'Write an IANA name, e.g. "Europe/Berlin"';

/** What is wrong with the name of a timezone, undefined when nothing is. Kubernetes minds capitals and takes no offsets. */
export function timezoneComplaint(name: string): { message: string; remedy: string } | undefined {
  const message = `Timezone "${name}" is not known`;
  if (!/^[A-Za-z]/.test(name)) return { message, remedy };
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    const miswritten = timeZone !== name && timeZone.toLowerCase() === name.toLowerCase();
    return miswritten ? { message, remedy: `Write "${timeZone}"` } : undefined;
  } catch {
    return { message, remedy };
  }
}
