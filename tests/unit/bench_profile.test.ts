// What `bun run bench --profile` makes of the samples.
import { expect, test } from "bun:test";

import { profileText } from "../bench/profile/profile_text.ts";

function node(id: number, functionName: string, url: string, hitCount: number, children: number[] = []) {
  return {
    id,
    callFrame: { functionName, scriptId: "1", url, lineNumber: 9, columnNumber: 0 },
    hitCount,
    children,
  };
}

test("[PROJECT] a profile counts native code for the part that calls it, and merges what is one function", () => {
  const nodes = [
    node(1, "(root)", "", 0, [2, 5]),
    node(2, "send", "file:///confab/src/transport/ws/peer.ts", 10, [3, 4]),
    node(3, "write", "", 60),
    node(4, "emit", "node:events", 5),
    node(5, "parse", "/confab/node_modules/@libsql/client/lib/x.js", 20, [6]),
    node(6, "send", "/confab/src/transport/ws/peer.ts", 5),
  ];
  const text = profileText("main thread", { nodes, intervalUs: 1000, cpuMs: 200 }, "/confab");
  expect(text.split("\n")).toEqual([
    "main thread: 0.20 s of a processor; in JavaScript and what it calls, by 100 samples, 0.10 s",
    "",
    "By part:",
    " 80.0 %  src/transport/ws",
    " 20.0 %  @libsql/client",
    "",
    "By function, itself:",
    " 60.0 %  write  native, from src/transport/ws/peer.ts",
    " 20.0 %  parse  node_modules/@libsql/client/lib/x.js:10",
    " 15.0 %  send  src/transport/ws/peer.ts:10",
    "  5.0 %  emit  native, from src/transport/ws/peer.ts",
  ]);
});
