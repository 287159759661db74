// What quick_program.ts is made of.
if (process.argv.length <= 2) await import("./quick_main.ts");
else await import("../../src/cli.ts");
