import { defineWords } from "../say.ts";

export const sayFound = defineWords("found", {});
