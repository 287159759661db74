import { defineWords } from "../say.ts";

export const sayComposer = defineWords("composer", {});
