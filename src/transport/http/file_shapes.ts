// What the file routes give.
import { z } from "@hono/zod-openapi";

export const file = z
  .object({
    id: z.int(),
    name: z.string().describe("As it was given"),
    type: z.string().describe("By content, never by name"),
    size: z.int().describe("Bytes"),
    width: z.int().optional(),
    height: z.int().optional(),
    thumb: z.literal(true).optional(),
  })
  .openapi("File");

export const fileReply = z.object({ file });
