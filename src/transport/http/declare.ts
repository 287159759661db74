// How a route is declared: what it takes and gives as JSON, and that anything else is a refusal.
import { z } from "@hono/zod-openapi";

const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    current: z.unknown().optional(),
    others: z
      .array(z.object({ code: z.string(), message: z.string(), field: z.string().optional() }))
      .optional(),
  }),
});

export function json<T extends z.ZodType>(schema: T) {
  return { content: { "application/json": { schema } } };
}

/** For `request.body`: without `required`, a request without Content-Type would pass unread. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { ...json(schema), required: true } as const;
}

/** For `responses`. */
export function reply<T extends z.ZodType>(description: string, schema: T) {
  return { ...json(schema), description };
}

export const nothing = { description: "Done." };

/** For `responses`: `default` stands for every other status. */
export const refusals = { default: { ...json(refusal), description: "A refusal." } };
