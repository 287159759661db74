// Runs an operation of the table after decoding its input: for the control socket, and for the command line without a server.
import { ChatError } from "../domain/chat_error.ts";
import {
  operationShapes,
  type Answered,
  type OperationName,
  type OperationRun,
  type Operations,
} from "./control_operations.ts";

export async function runOperation<N extends OperationName>(
  operations: Operations,
  name: N,
  asked: unknown,
  run: OperationRun,
): Promise<Answered<N>> {
  const decoded = operationShapes[name].asked.safeParse(asked);
  if (!decoded.success) {
    const [issue] = decoded.error.issues;
    throw new ChatError("bad_request", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong"}`);
  }
  return operations[name](decoded.data, run);
}
