import { defineWords } from "../say.ts";

export const sayMessage = defineWords("message", {});
