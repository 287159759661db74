// Where a setting comes from. Bun reads the .env files of the folder it is started in, and the process sees one environment:
// the files are read again to find the source of a value.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

type Environment = Readonly<Record<string, string | undefined>>;

interface EnvFile {
  name: string;
  values: Environment;
}

/** Those that are there, the one that wins first (see Bun, "Environment variables"). */
export function readEnvFiles(folder: string, nodeEnv: string | undefined): EnvFile[] {
  const mode = nodeEnv === "production" || nodeEnv === "test" ? nodeEnv : "development";
  const names = [`.env.${mode}.local`, ...(mode === "test" ? [] : [".env.local"]), `.env.${mode}`, ".env"];
  return names.flatMap((name) => {
    try {
      return [{ name, values: parseEnv(readFileSync(join(folder, name), "utf8")) }];
    } catch {
      // Not there, or not ours to read: then Bun has not read it either.
      return [];
    }
  });
}

/** "default", "environment", or the name of the file that says the same as the environment. */
export function sourceOf(name: string, environment: Environment, files: readonly EnvFile[]): string {
  const value = environment[name] ?? "";
  if (value.trim() === "") return "default";
  const file = files.find(({ values }) => values[name] !== undefined);
  // Bun puts other variables in place of `$NAME`.
  const isFromFile = file && (file.values[name] === value || file.values[name]?.includes("$"));
  return isFromFile ? file.name : "environment";
}
