/** Colours of the dependencies, by turns; they hold on white and on black. */
export const dependencyColours = [
  "#3b82f6",
  "#14b8a6",
  "#f59e0b",
  "#8b5cf6",
  "#f43f5e",
  "#65a30d",
  "#06b6d4",
  "#ec4899",
];

/** How a drawing looks, by day and by night. */
export const svgStyle = `
:root { --paper: #ffffff; --edge: #b6bfcc; --card: #f8fafc; --rim: #d5dce6; --ink: #172033; --soft: #64748b; --accent: #5b5bd6; --wash: #eef0ff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d1220; --edge: #4a566b; --card: #171e30; --rim: #2c374e; --ink: #e8edf6; --soft: #93a1b8; --accent: #9a9aff; --wash: #1e2242; }
}
text { font-family: Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
.paper { fill: var(--paper); }
.title { font-size: 20px; font-weight: 700; }
.version { font-size: 12px; font-weight: 600; fill: var(--accent); }
.pill { fill: var(--wash); }
.soft { font-size: 12.5px; fill: var(--soft); }
.stage { font-size: 11px; fill: var(--soft); letter-spacing: .04em; }
.card { fill: var(--card); stroke: var(--rim); }
.name { font-size: 14px; font-weight: 600; fill: var(--ink); }
.small .name { font-size: 12.5px; }
.small { font-size: 11.5px; fill: var(--soft); }
.trigger { fill: var(--wash); stroke: var(--accent); stroke-opacity: .45; }
.icon { fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.line { fill: none; stroke: var(--edge); stroke-width: 1.6; }
.head { fill: var(--edge); }
.dot { fill: var(--accent); }`.trim();
