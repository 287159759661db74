import { defineWords } from "../say.ts";

export const sayRefusals = defineWords("refusals", {});
