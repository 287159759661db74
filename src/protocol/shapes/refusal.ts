// What a request is answered with that was not done (SPEC §8, §9).
import { z } from "zod";

import { errorCodes, type ErrorCode } from "../error_codes.ts";

const code = z.enum(Object.keys(errorCodes) as ErrorCode[]);
const fields = {
  code,
  message: z.string().describe("An English sentence to show"),
  field: z.string().exactOptional().describe("The part of the request that was refused"),
};

export const refusal = z.object({
  error: z.object({
    ...fields,
    current: z.unknown().optional().describe("The current object"),
    others: z.array(z.object(fields)).exactOptional().describe("Further problems of the same request"),
  }),
});
