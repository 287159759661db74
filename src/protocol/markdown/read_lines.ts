// Lines to blocks: containers as in CommonMark, without lazy continuation, for the blocks of SPEC K5 and K6.
import { passContainer, passSign } from "./containers.ts";
import { passSpace, skipColumns, type Cursor } from "./cursor.ts";
import { createFenceSearch } from "./fence_search.ts";
import { openTicks, readLateFence, type LateFence } from "./fences.ts";
import { beginsQuote, readFence, readMarker, type Fence, type Marker } from "./line_starts.ts";
import type { Span, Work } from "./tree.ts";

const maxDepth = 8; // K8

/** Its position, also in lines. */
export interface Position extends Span {
  firstLine: number;
  lastLine: number;
}

interface OpenParagraph extends Position {
  kind: "paragraph";
  lines: Span[];
  /** Backticks of inline code that is still open in its lines. */
  openTicks: number;
}

interface OpenCode extends Position {
  kind: "code_block";
  fence: Fence;
  /** The indentation of the fence is removed from each line. */
  indent: number;
  lines: string[];
  close: number | null;
}

interface OpenQuote extends Position {
  kind: "quote";
  children: OpenBlock[];
  /** From the `>` on: shown if the quote is empty. */
  lines: Span[];
}

interface OpenItem extends Position {
  kind: "item";
  list: OpenList;
  number: number | null;
  /** Indentation of its lines, in columns. */
  indent: number;
  children: OpenBlock[];
}

interface OpenList extends Position {
  kind: "list";
  sign: Marker["sign"];
  items: OpenItem[];
}

export type OpenBlock = OpenParagraph | OpenCode | OpenQuote | OpenList;

export function readLines(body: string, work: Work): OpenBlock[] {
  const root: OpenBlock[] = [];
  /** Open quotes and items, outermost first. */
  let containers: (OpenQuote | OpenItem)[] = [];
  let leaf: OpenParagraph | OpenCode | null = null;
  let line = 0;
  const fences = createFenceSearch(body, work);
  for (let start = 0; start < body.length; line += 1) {
    const newline = body.indexOf("\n", start);
    const end = newline === -1 ? body.length : newline;
    work.steps += end - start + 1;
    readLine({ at: start, column: 0, end });
    start = end + 1;
  }
  return root;

  function readLine(cursor: Cursor): void {
    const continued = containers.findIndex((container) => !continues(container, cursor));
    if (continued !== -1) {
      containers = containers.slice(0, continued);
      leaf = null;
    }
    if (leaf?.kind === "code_block") readCode(leaf, cursor);
    else {
      while (containers.length < maxDepth && (beginQuote(cursor) || beginItem(cursor))) leaf = null;
      readText(cursor);
    }
  }

  /** Everything open extends to here. */
  function extend(end: number): void {
    const position = { end, lastLine: line };
    for (const container of containers) {
      Object.assign(container, position);
      if (container.kind === "item") Object.assign(container.list, position);
    }
    if (leaf) Object.assign(leaf, position);
  }

  function continues(container: OpenQuote | OpenItem, cursor: Cursor): boolean {
    const passed = passContainer(body, { container, cursor, work });
    if (passed && container.kind === "quote") container.lines.push(passed);
    return passed !== null;
  }

  function siblings(): OpenBlock[] {
    return containers.at(-1)?.children ?? root;
  }

  function beginQuote(cursor: Cursor): boolean {
    const { at, column, end } = passSpace(body, cursor, work);
    if (column - cursor.column > 3 || !beginsQuote({ body, at, end })) return false;
    const quote: OpenQuote = {
      kind: "quote",
      ...positionOf(at, end),
      children: [],
      lines: [{ start: at, end }],
    };
    siblings().push(quote);
    containers.push(quote);
    passSign(body, cursor, { at, column });
    return true;
  }

  function beginItem(cursor: Cursor): boolean {
    const { at, column, end } = passSpace(body, cursor, work);
    const marker = column - cursor.column > 3 ? null : readMarker({ body, at, end });
    // `It was in⏎1986. A good year` is not a list.
    if (!marker || (leaf && marker.number !== null && marker.number !== 1)) return false;
    const before = { at: at + marker.length, column: column + marker.length, end };
    const spaces = passSpace(body, before, work).column - before.column;
    const indent = column - cursor.column + marker.length + (spaces > 4 ? 1 : spaces);
    const list = listFor(marker, positionOf(at, end));
    const item: OpenItem = {
      kind: "item",
      ...positionOf(at, end),
      list,
      number: marker.number,
      indent,
      children: [],
    };
    list.items.push(item);
    containers.push(item);
    Object.assign(cursor, before);
    skipColumns(body, cursor, spaces > 4 ? 1 : spaces);
    return true;
  }

  /** The preceding list, if it has the same marker. */
  function listFor({ sign }: Marker, position: Position): OpenList {
    const last = siblings().at(-1);
    if (last?.kind === "list" && last.sign === sign) return last;
    const list: OpenList = { kind: "list", ...position, sign, items: [] };
    siblings().push(list);
    return list;
  }

  function readCode(code: OpenCode, cursor: Cursor): void {
    const { column, end } = passSpace(body, cursor, work);
    extend(end);
    code.close = fences.findClose(code.fence, { cursor, line });
    if (code.close !== null) leaf = null;
    skipColumns(body, cursor, Math.min(code.indent, column - cursor.column));
    const text = body.slice(cursor.at, code.close ?? end);
    if (code.close === null || text.trim() !== "") code.lines.push(text);
  }

  function readText(cursor: Cursor): void {
    const { at, column, end } = passSpace(body, cursor, work);
    const indent = column - cursor.column;
    const fence = indent > 3 ? null : readFence({ body, at, end });
    const text = { start: cursor.at, end };
    if (body.slice(at, end).trim() === "") leaf = null;
    else if (fence) {
      beginCode(fence, { start: at, end, indent });
    } else {
      const late = readLateFence(body.slice(at, end));
      if (late && isCodeBehind(late, { at, end })) {
        addLine({ start: cursor.at, end: at + late.textEnd });
        extend(at + late.textEnd);
        beginCode(late, { start: at + late.start, end, indent: 0 });
      } else addLine(text);
    }
    // An empty quoted line belongs to its quote, an empty line to nothing.
    if (leaf || containers.at(-1)?.kind === "quote") extend(end);
  }

  function isCodeBehind(late: LateFence, { at, end }: { at: number; end: number }): boolean {
    const open = leaf?.kind === "paragraph" ? leaf.openTicks : 0;
    return (
      openTicks(body.slice(at, at + late.start), open) === 0 &&
      fences.isEndedLater(late, { line, lineEnd: end, containers })
    );
  }

  function beginCode({ length, info }: Fence, { start, end, indent }: Span & { indent: number }): void {
    leaf = {
      kind: "code_block",
      ...positionOf(start, end),
      fence: { length, info },
      indent,
      lines: [],
      close: null,
    };
    siblings().push(leaf);
  }

  function addLine(text: Span): void {
    if (leaf?.kind !== "paragraph") {
      leaf = { kind: "paragraph", ...positionOf(text.start, text.end), lines: [], openTicks: 0 };
      siblings().push(leaf);
    }
    leaf.lines.push(text);
    leaf.openTicks = openTicks(body.slice(text.start, text.end), leaf.openTicks);
  }

  function positionOf(start: number, end: number): Position {
    return { start, end, firstLine: line, lastLine: line };
  }
}
