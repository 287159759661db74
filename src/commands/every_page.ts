/** All of a list that comes a page at a time: `read` gets the last row that it gave. */
export async function everyPage<T>(read: (last: T | undefined) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const page = await read(rows.at(-1));
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}
