// What SQLite says of a damaged file, as parts of it, and what follows (SPEC H5).
export type Finding =
  /** The header, the list of free pages, a page that belongs to two: a change could end in what belongs to something else. */
  | { part: "file"; text: string }
  | { part: "table"; name: string; text: string }
  | { part: "index"; name: string; table: string; text: string }
  /** The index of the search: it is made of the messages. */
  | { part: "search"; text: string }
  | { part: "counters"; roomId: number; text: string };

/** A B-tree of the file: `name` is its own, `table` that of its table. */
export interface Tree {
  type: string;
  name: string;
  table: string;
  rootPage: number;
}

const schemaRoot = 1;

/** The lines of `quick_check` or `integrity_check`, of all trees or of one table's; one finding for each part. */
export function readFindings(text: string, trees: Tree[], table: string | null): Finding[] {
  const findings = new Map<string, Finding>();
  let last: Tree | undefined = trees.find((tree) => tree.type === "table" && tree.name === table);

  for (const line of text.split("\n")) {
    if (line === "" || line === "ok" || line.startsWith("***") || isUnusedPage(line)) continue;
    const root = /^Tree (\d+) /.exec(line)?.[1];
    if (root !== undefined) last = trees.find(({ rootPage }) => rootPage === Number(root));
    const isOfAll = line.startsWith("Freelist") || line.includes("2nd reference") || isSchema(root);
    const finding = isOfAll ? fileFinding(line) : partFinding(line, trees, last);
    const key = `${finding.part} ${"name" in finding ? finding.name : ""}`;
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()];
}

/** Left behind by an index that was replaced: nothing writes there. */
function isUnusedPage(line: string): boolean {
  return /^Page \d+: never used$/.test(line);
}

function isSchema(root: string | undefined): boolean {
  return root !== undefined && Number(root) === schemaRoot;
}

function fileFinding(text: string): Finding {
  return { part: "file", text };
}

function partFinding(line: string, trees: Tree[], last: Tree | undefined): Finding {
  // "row 5 missing from index messages_room_seq", "NULL value in users.username"
  const named = /\bindex (\S+)$/.exec(line)?.[1] ?? / in (\w+)\.\w+$/.exec(line)?.[1];
  const tree = trees.find(({ name }) => name === named) ?? last;
  if (/FTS\d/.test(line)) return { part: "search", text: line };
  return tree ? findingOf(tree, line) : fileFinding(line);
}

/** What FTS5 keeps its index in, of each number. */
const searchTables = /^search(_\d+)?_(data|idx|docsize|config)$/;

export function findingOf({ type, name, table }: Tree, text: string): Finding {
  if (searchTables.test(table)) return { part: "search", text };
  return type === "index" ? { part: "index", name, table, text } : { part: "table", name, text };
}

interface DamageAssessment {
  /** Why nothing may be written. */
  readOnly: string | null;
  /** Indexes of tables that can be read: each can be rebuilt. */
  indexes: string[];
  /** Other damage, without the search index. */
  damaged: string | null;
  isSearchDamaged: boolean;
}

export function assessDamage(findings: Finding[]): DamageAssessment {
  const tables = findings.filter((one) => one.part === "table");
  const indexes = findings.filter((one) => one.part === "index");
  const lost = findings.filter((one) => one.part === "counters");
  const isReadable = (table: string) => !tables.some(({ name }) => name === table);
  const parts = [
    ...tables.map(({ name, text }) => `the table ${name} (${text})`),
    ...indexes
      .filter(({ table }) => !isReadable(table))
      .map(({ name, text }) => `the index ${name} (${text})`),
    ...lost.slice(0, 3).map(({ roomId, text }) => `room ${roomId} (${text})`),
    ...(lost.length > 3 ? [`${lost.length - 3} more rooms`] : []),
  ];
  return {
    readOnly: findings.find(({ part }) => part === "file")?.text ?? null,
    indexes: indexes.filter(({ table }) => isReadable(table)).map(({ name }) => name),
    damaged: parts.length > 0 ? parts.join(", ") : null,
    isSearchDamaged: findings.some(({ part }) => part === "search"),
  };
}

/** A line of the report. */
export function describeFinding(finding: Finding): string {
  if (finding.part === "counters") return `room ${finding.roomId}: ${finding.text}`;
  return `${partOf(finding)}: ${finding.text}`;
}

function partOf(finding: Exclude<Finding, { part: "counters" }>): string {
  if (finding.part === "file") return "the file";
  if (finding.part === "search") return "the search index";
  return finding.part === "table"
    ? `the table ${finding.name}`
    : `the index ${finding.name} of ${finding.table}`;
}
