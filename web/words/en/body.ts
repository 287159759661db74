import { defineWords } from "../say.ts";

export const sayBody = defineWords("body", {});
