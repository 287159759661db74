import { defineWords } from "../say.ts";

export const sayAdmin = defineWords("admin", {});
