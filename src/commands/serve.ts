// `confab serve`: the server, as `bun src/main.ts` starts it.
import { defineCommand } from "./command.ts";

export const serveCommand = defineCommand({
  words: "serve",
  options: {},
  hasNoJson: true,
  summary: "start the server",
  async run() {
    // The other commands do not load the server.
    const { startConfab } = await import("../main.ts");
    await startConfab({ refusedCode: 2 });
    return 0;
  },
});
