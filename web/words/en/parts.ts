import { defineWords } from "../say.ts";

export const sayParts = defineWords("parts", {});
