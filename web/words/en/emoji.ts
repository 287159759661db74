import { defineWords } from "../say.ts";

export const sayEmoji = defineWords("emoji", {});
