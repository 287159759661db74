// What is done with a message comes as one part: what is said is there to be read before.
import { fetchCompletion } from "../completion/use_completion.tsx";
import { later } from "../parts/later.tsx";

const part = () => import("./tools_part.ts");

export const EditBox = later(() => part().then((tools) => tools.EditBox));
export const MessageActions = later(() => part().then((tools) => tools.MessageActions));

/** Fetched once what is said has been drawn. */
export function fetchTools(): void {
  for (const tool of [EditBox, MessageActions]) tool.fetch().catch(() => {});
  fetchCompletion();
}
