// `confab config`: every setting as it holds, and where it comes from. Exit code 0: all are possible; 1: one is not.
import { isSet, readSettings, settingList, type Environment, type Setting } from "../config.ts";
import { nearSettings } from "../config/near_settings.ts";
import { readEnvFiles, sourceOf } from "../config/setting_sources.ts";
import { defineCommand, type ExitCode } from "./command.ts";
import type { Context } from "./context.ts";

export const configCommand = defineCommand({
  words: "config",
  options: {},
  summary: "show every setting, its value and where it comes from",
  details: ["Exit code 1: a value is not valid."],
  run: (context) => Promise.resolve(showSettings(context)),
});

/** As `--json` prints it. */
export interface ShownSetting {
  name: string;
  /** Null: not set and without a value by default, or hidden. */
  value: string | number | null;
  /** "default", "environment", or the name of a .env file. */
  source: string;
  unit: string | null;
  hidden: boolean;
}

export function showSettings({
  environment,
  folder,
  json,
  print,
  report,
}: Pick<Context, "environment" | "folder" | "json" | "print" | "report">): ExitCode {
  const { values, problems } = readSettings(environment);
  for (const problem of problems) report(problem);
  const warnings = nearSettingLines(environment);
  for (const warning of warnings) report(warning);
  if (!values) return 1;
  const files = readEnvFiles(folder, environment["NODE_ENV"]);
  const shown = settingList.map((setting) => ({
    setting,
    text: textOf(setting, environment, values[setting.name]),
    row: {
      name: setting.name,
      value: setting.isSecret ? null : valueOf(setting, environment, values[setting.name]),
      source: sourceOf(setting.name, environment, files),
      unit: setting.unit,
      hidden: setting.isSecret && isSet(environment[setting.name]),
    } satisfies ShownSetting,
  }));
  if (json) {
    print(JSON.stringify({ settings: shown.map(({ row }) => row), warnings }, null, 2));
    return 0;
  }
  const width = (column: (one: (typeof shown)[number]) => string) =>
    Math.max(...shown.map((one) => column(one).length));
  const [names, texts] = [width(({ setting }) => setting.name), width(({ text }) => text)];
  for (const { setting, text, row } of shown)
    print(`${setting.name.padEnd(names)}  ${text.padEnd(texts)}  ${row.source}`);
  return 0;
}

/** A line for each name that nearly is a setting. */
export function nearSettingLines(environment: Environment): string[] {
  const names = settingList.map(({ name }) => name);
  return nearSettings(environment, names).map(
    ({ name, meant }) => `Warning: ${name} is not a setting. Did you mean ${meant}?`,
  );
}

/** Read, where that is a plain value; else as it was given. */
function valueOf(
  { name, initial }: Setting,
  environment: Environment,
  read: unknown,
): string | number | null {
  if (typeof read === "string" || typeof read === "number") return read;
  return isSet(environment[name]) ? (environment[name] ?? null) : initial;
}

/** For people: sizes as written, and in brackets anything that is no value. */
function textOf(setting: Setting, environment: Environment, read: unknown): string {
  const given = isSet(environment[setting.name]) ? environment[setting.name] : setting.initial;
  if (given === undefined || given === null) return `(${setting.unset.replaceAll("`", "")})`;
  if (setting.isSecret) return "(hidden)";
  return typeof read === "string" ? read : given;
}
