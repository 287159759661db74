// What a request is answered with that was not done (SPEC §8, §9).
import { z } from "zod";

import { errorCodes, type ErrorCode } from "../error_codes.ts";

const code = z.enum(Object.keys(errorCodes) as ErrorCode[]);
const fields = {
  code,
  message: z.string().describe("English, for people"),
  field: z.string().exactOptional().describe("Which part of the request it is about"),
};

export const refusal = z.object({
  error: z.object({
    ...fields,
    current: z.unknown().optional().describe("What is there instead"),
    others: z.array(z.object(fields)).exactOptional().describe("What else is wrong with the same request"),
  }),
});
