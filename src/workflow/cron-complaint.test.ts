import { expect, test } from "vitest";
import { cronComplaint } from "./cron-complaint.ts";

test.each([
  "0 9 * * *",
  "*/15 * * * *",
  "0 9-17/2 * JAN-JUN,DEC MON-FRI",
  "0 0 1 JUL WED",
  "0 0 ? * 0",
  "0 0 29 2 *",
  "@daily",
])("%s is a schedule", (schedule) => {
  expect(cronComplaint(schedule)).toBeUndefined();
});

test.each([
  "* * * *",
  "0 0 31 2 *",
  "0 0 L * *",
  "0 0 15W * *",
  "0 0 * * 5L",
  "0 0 * * 1-7",
  "0 24 * * *",
  "@every 5m",
  "",
])("%s is none for Kubernetes", (schedule) => {
  expect(cronComplaint(schedule)?.message).toMatch(/^[A-Z].*[^.]$/);
});
