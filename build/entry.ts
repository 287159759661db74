// The entry of the executable: the server without words, the command line with them.
try {
  if (process.argv.length <= 2) await (await import("../src/main.ts")).startConfab();
  else await import("../src/cli.ts");
} catch (error) {
  if (!isLibraryRefused(error)) throw error;
  // Bun copies the native library there, for the system loads libraries from files alone.
  process.stderr.write(
    `Cannot load the database's library: ${error.message}\nSet TMPDIR to a folder where this account may write and run programs (no "noexec").\n`,
  );
  process.exitCode = 2;
}

function isLibraryRefused(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ERR_DLOPEN_FAILED";
}
