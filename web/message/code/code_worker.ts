// A worker: answers one question after the other. The caller ends it when an answer takes too long.
import type { CodeAnswer, CodeQuestion } from "./code_tokens.ts";
import { readCode } from "./read_code.ts";

addEventListener("message", ({ data }: MessageEvent<CodeQuestion>) => {
  const answer: CodeAnswer = { id: data.id, tokens: readCode(data.code, data.language) };
  postMessage(answer);
});
