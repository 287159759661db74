// The command line's end of the control socket.
import { ChatError } from "../domain/chat_error.ts";
import { StartError } from "../domain/start_error.ts";
import { errorCodes, type ErrorCode } from "../protocol/error_codes.ts";
import {
  controlLine,
  operationShapes,
  type Answered,
  type Asked,
  type ControlLine,
  type OperationName,
  type Progress,
} from "./control_operations.ts";
import { controlPath } from "./control_path.ts";

/** Nobody listens: the server does not run. */
export class NoServer extends Error {}

/** Rejects with ChatError where it is refused. */
export type Ask = <N extends OperationName>(name: N, asked: Asked<N>) => Promise<Answered<N>>;

interface ServerOptions {
  dataDir: string;
  onProgress?: (progress: Progress) => void;
  /** A server that says nothing for so long does not answer. */
  timeoutMs?: number;
}

/**
 * The running server of this data folder. Each call rejects with NoServer when none runs, and with StartError when it does not
 * answer: what was asked may be done then.
 */
export function reachServer({ dataDir, onProgress, timeoutMs = 10_000 }: ServerOptions): { ask: Ask } {
  const path = controlPath(dataDir);

  return {
    async ask(name, asked) {
      const last = await exchange({ do: name, asked });
      if (last && "error" in last) {
        const { code, message } = last.error;
        throw new ChatError(isErrorCode(code) ? code : "internal", message);
      }
      const decoded = operationShapes[name].answered.safeParse(last && "result" in last ? last.result : null);
      if (decoded.success) return decoded.data;
      throw new StartError(
        `The server on ${dataDir} answers as this version of Confab does not understand. Restart it with this version.`,
      );
    },
  };

  /** The last line. Null: none that can be understood. */
  async function exchange(call: unknown): Promise<ControlLine | null> {
    const timeout = new AbortController();
    let timer = setTimeout(() => timeout.abort(), timeoutMs);
    const restartTimeout = () => {
      clearTimeout(timer);
      timer = setTimeout(() => timeout.abort(), timeoutMs);
    };
    try {
      const response = await fetch("http://confab/", {
        unix: path,
        method: "POST",
        body: JSON.stringify(call),
        signal: timeout.signal,
      });
      let text = "";
      let last: ControlLine | null = null;
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        restartTimeout();
        const lines = (text + chunk).split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) if (line !== "") last = hear(line);
      }
      return last;
    } catch (error) {
      throw whyNoAnswer(error, { isSilent: timeout.signal.aborted });
    } finally {
      clearTimeout(timer);
    }
  }

  function hear(line: string): ControlLine | null {
    const decoded = controlLine.safeParse(parseJson(line));
    if (!decoded.success) return null;
    if ("progress" in decoded.data) onProgress?.(decoded.data.progress);
    return decoded.data;
  }

  function whyNoAnswer(error: unknown, { isSilent }: { isSilent: boolean }): Error {
    const code = error instanceof Error && "code" in error ? error.code : "";
    // ENOTDIR: the folder is a file.
    if (code === "ENOENT" || code === "ECONNREFUSED" || code === "ENOTDIR") {
      return new NoServer(`Nobody listens at ${path}`, { cause: error });
    }
    const problem = isSilent
      ? `does not answer: it said nothing for ${timeoutMs / 1000} seconds`
      : `cannot be asked: ${describe(error, code)}`;
    return new StartError(`The server on ${dataDir} ${problem}.`, { cause: error });
  }
}

/** Bun's messages suspect a typo in an address that nobody typed. */
function describe(error: unknown, code: unknown): string {
  if (code === "EACCES" || code === "EPERM") return "this account may not open its control socket";
  if (code === "ECONNRESET") return "it ended before it had answered";
  return error instanceof Error ? error.message : String(error);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorCodes;
}
