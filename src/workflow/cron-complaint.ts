import { Cron } from "croner";

const macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
const names = /JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT/gi;
const remedy = 'Write minute, hour, day, month and weekday, e.g. "0 9 * * 1-5"';

/** What is wrong with a cron schedule, for a reader that has to agree with Kubernetes; undefined when nothing is. */
export function cronComplaint(schedule: string): { message: string; remedy: string } | undefined {
  if (macros.includes(schedule)) return undefined;
  const fields = schedule.trim().split(/\s+/);
  if (/^(CRON_)?TZ=/i.test(schedule))
    return { message: "A schedule cannot name a timezone", remedy: 'Use the key "timezone"' };
  if (schedule.startsWith("@"))
    return { message: `Schedule "${schedule}" is not known`, remedy: `Use one of: ${macros.join(", ")}` };
  if (fields.length !== 5) return { message: `Schedule "${schedule}" has ${fields.length} fields, not 5`, remedy };
  return dialectComplaint(fields) ?? parserComplaint(schedule);
}

/** What the parser takes and Kubernetes does not. */
function dialectComplaint(fields: string[]): { message: string; remedy: string } | undefined {
  const strange = fields.find((field) => /[#+LW]/i.test(field.replace(names, "")));
  if (strange)
    return {
      message: `Field "${strange}" is not cron as Kubernetes knows it`,
      remedy: "Use numbers, names, lists, ranges and steps",
    };
  if (/(^|[,-])7/.test(fields[4] ?? ""))
    return { message: "Weekdays are 0 to 6; there is no 7", remedy: "Write 0 or SUN for Sunday" };
  return undefined;
}

function parserComplaint(schedule: string): { message: string; remedy: string } | undefined {
  try {
    // By an offset, not by a zone: the same days, and no calendar of the machine to ask.
    const cron = new Cron(schedule, { mode: "5-part", paused: true, utcOffset: 0 });
    if (cron.nextRun()) return undefined;
    return { message: `Schedule "${schedule}" never comes`, remedy: "Name a day that exists" };
  } catch (error) {
    return { message: `Schedule "${schedule}" is not a schedule: ${reason(error)}`, remedy };
  }
}

function reason(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .replace(/^CronPattern: /, "")
    .replace(/\.$/, "");
}
