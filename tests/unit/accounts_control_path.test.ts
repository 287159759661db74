import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { StartError } from "../../src/domain/start_error.ts";
import { controlPath } from "../../src/transport/control_path.ts";

const deep = `/srv/${"a-long-name/".repeat(9)}data`;

let temporary: string;
beforeEach(() => void (temporary = mkdtempSync(join(tmpdir(), "confab-path-"))));
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

test("[R8] the control socket is in the data folder", () => {
  expect(controlPath("/srv/confab", temporary)).toBe("/srv/confab/control.sock");
});

test("[R8] where that path is too long for a socket, it is in a folder of ours alone, another for each data folder", () => {
  const path = controlPath(deep, temporary);
  expect(path).toStartWith(`${temporary}/confab-`);
  expect(controlPath(deep, temporary)).toBe(path);
  expect(controlPath(`${deep}2`, temporary)).not.toBe(path);
  expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
  // As on macOS: 103 bytes and a zero.
  expect(Buffer.byteLength(path.replace(temporary, "/tmp"))).toBeLessThanOrEqual(103);
});

test("[R8] bytes count, not characters", () => {
  expect(controlPath(`/srv/${"上".repeat(28)}`, temporary)).toStartWith("/srv/");
  expect(controlPath(`/srv/${"上".repeat(29)}`, temporary)).toStartWith(temporary);
});

test("[R8] a folder that others could write, or a link to elsewhere, is not used", () => {
  const folder = join(controlPath(deep, temporary), "..");
  chmodSync(folder, 0o770);
  expect(() => controlPath(deep, temporary)).toThrow(StartError);
  rmSync(folder, { recursive: true });
  symlinkSync(mkdtempSync(join(temporary, "elsewhere-")), folder);
  expect(() => controlPath(deep, temporary)).toThrow(StartError);
});
