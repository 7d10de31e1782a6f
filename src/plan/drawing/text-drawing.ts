import type { Picture } from "./picture.ts";

/** A workflow in characters: triggers, stage after stage, and what the nodes use. */
export function textDrawing(picture: Picture): string {
  const { name, version, triggers, stages, dependencies } = picture;
  const rows = stages.flatMap((stage, index) => ["      │", "      ▼", ...stageRows(stage, index, picture)]);
  const width = Math.max(0, ...dependencies.map((each) => each.name.length));
  return [
    `${name} ${version}`,
    "",
    ...triggers.map(
      ({ type, label, detail }) =>
        `    ${[`(${type})`, label === type ? "" : label, detail].filter(Boolean).join("  ")}`,
    ),
    ...rows,
    ...(dependencies.length > 0 ? ["", "Contract"] : []),
    ...dependencies.map((each) => `    ${each.name.padEnd(width)}  ${each.protocol}  ${each.detail}`),
    "",
  ].join("\n");
}

/** The boxes of one stage side by side. A box says whom its node waits for, unless that is the whole stage before. */
function stageRows(stage: string[], index: number, { nodes, edges, stages }: Picture): string[] {
  const before = stages[index - 1]?.join() ?? "";
  const boxes = stage.map((name) => {
    const waitsFor = edges
      .filter(({ to }) => to === name)
      .map(({ from }) => from)
      .sort();
    const uses = nodes.find((node) => node.name === name)?.uses ?? [];
    return box([
      name,
      ...(waitsFor.length > 0 && waitsFor.join() !== before ? [`after ${waitsFor.join(", ")}`] : []),
      ...(uses.length > 0 ? [`uses ${uses.join(", ")}`] : []),
    ]);
  });
  return wrapped(boxes).flatMap((line, number) =>
    beside(line).map((row, at) => `${number === 0 && at === 1 ? String(index + 1).padStart(2) : "  "}  ${row}`),
  );
}

type Box = { rows: string[]; width: number };

function box(lines: string[]): Box {
  const width = Math.max(...lines.map((line) => line.length));
  const rows = lines.map((line) => `│ ${line.padEnd(width)} │`);
  const rule = "─".repeat(width + 2);
  return { rows: [`┌${rule}┐`, ...rows, `└${rule}┘`], width: width + 4 };
}

/** As many boxes on a line as fit a terminal. */
function wrapped(boxes: Box[]): Box[][] {
  const lines: Box[][] = [];
  let room = 0;
  for (const each of boxes) {
    room -= each.width + 1;
    if (room < 0) {
      lines.push([]);
      room = 96 - each.width;
    }
    lines.at(-1)?.push(each);
  }
  return lines;
}

function beside(boxes: Box[]): string[] {
  const height = Math.max(...boxes.map(({ rows }) => rows.length));
  return Array.from({ length: height }, (_, row) =>
    boxes
      .map(({ rows, width }) => rows[row] ?? " ".repeat(width))
      .join(" ")
      .trimEnd(),
  );
}
