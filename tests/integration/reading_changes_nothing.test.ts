// R2: reading needs no origin, so it may change nothing. Every GET of the API, asked by an admin who may see what it tells.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { ChangeKind } from "../../src/domain/journal.ts";
import { setUpWorkspace, type Loose, type Person } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";

let server: InProcess;
let ada: Person;
/** What was handed to the journal. */
const submitted: ChangeKind[] = [];

beforeAll(async () => {
  server = await startInProcess({
    wrap: ({ stores, journal }) => ({
      stores,
      journal: {
        ...journal,
        submit(change) {
          submitted.push(change.kind);
          return journal.submit(change);
        },
      },
    }),
  });
  ada = await setUpWorkspace(server.url);
});
afterAll(() => server.dispose());

test("[R2] no GET hands the journal a change", async () => {
  await ada.post("/api/rooms/1/messages", { clientId: "first", body: "first" });
  expect(submitted).toContain("post");
  const { paths }: { paths: Record<string, Loose> } = (await ada.get("/api/openapi.json")).body;
  submitted.length = 0;
  let answered = 0;
  for (const [path, { get }] of Object.entries(paths)) {
    if (get === undefined) continue;
    const needed = (get.parameters ?? []).filter((one: Loose) => one.in === "query" && one.required);
    const query = needed.map((one: Loose) => `${one.name}=1`).join("&");
    const { status } = await ada.get(`${path.replaceAll(/\{\w+\}/g, "1")}?${query}`);
    if (status === 200) answered += 1;
  }
  expect(submitted).toEqual([]);
  // Most have something to tell of the first person, room and message; there is no file and no picture.
  expect(answered).toBeGreaterThan(25);
});
