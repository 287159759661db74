// What the main thread and the search worker say to each other.
import type { FoundMessages, IndexProgress, SearchQuery } from "../../domain/search/search_store.ts";

export interface Checked {
  checked: number;
  wrong: number;
  next: number | null;
}

export type SearchTask =
  | { do: "find"; userId: number; query: SearchQuery; workMs: number; isPadded: boolean }
  | { do: "check"; after: number }
  | { do: "progress" };

export interface SearchAnswers {
  find: FoundMessages;
  check: Checked;
  progress: IndexProgress;
}

export type ToSearchWorker =
  { type: "open"; path: string } | { type: "task"; id: number; task: SearchTask } | { type: "close" };

export type FromSearchWorker =
  | { type: "ready" }
  | { type: "failed"; problem: string }
  | { type: "done"; id: number; answer: SearchAnswers[SearchTask["do"]] }
  | { type: "broken"; id: number; problem: string; by: "damage" | "disk" | "bug" }
  | { type: "damage"; table: number; problem: string };
