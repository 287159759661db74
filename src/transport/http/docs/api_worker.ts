// Describes the API on its own thread: converting all schemas takes 25 ms, too long for the main one (A5).
import { contractGroups } from "../../../protocol/contract.ts";
import { describeApi } from "../openapi.ts";
import type { DescribedApi } from "./api_thread.ts";
import { apiReference } from "./api_reference.ts";

declare const self: Worker;

const document = describeApi(contractGroups);
const described: DescribedApi = {
  document: JSON.stringify(document),
  reference: String(await apiReference(document)),
};
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
self.postMessage(described);
