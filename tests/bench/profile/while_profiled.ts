// Tells a server that was started by profiled_main.ts when to begin and to end its profile.
import { existsSync } from "node:fs";

import { until } from "../load/pace.ts";

const writtenWithinMs = 60_000;

/** While `act` runs, the server with this pid profiles itself. */
export async function whileProfiled<T>(pid: number, file: string, act: () => Promise<T>): Promise<T> {
  process.kill(pid, "SIGUSR2");
  const result = await act();
  process.kill(pid, "SIGUSR2");
  if (!(await until(() => existsSync(file), writtenWithinMs)))
    throw new Error("The server wrote no profile.");
  return result;
}
