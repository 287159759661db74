// Some endpoints of the contract without the rest of the app.
import { Hono } from "hono";

import type { Endpoints } from "../../src/protocol/endpoints/endpoint.ts";
import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createWithJsonText } from "../../src/transport/http/json_body.ts";
import { register, type Handlers } from "../../src/transport/http/register.ts";
import { createRates, type Rates } from "../../src/transport/rates.ts";
import { createWorkInFlight } from "../../src/transport/work_in_flight.ts";

const noRates = createRates({ monotonicMs: () => 0, enabled: false });

export function openEndpoints<All extends Endpoints>(
  endpoints: All,
  handlers: Handlers<All>,
  rates: Rates = noRates,
): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const inFlight = createWorkInFlight({ limitsPersons: true });
  register(app, endpoints, handlers, { rates, withJsonText: createWithJsonText({ inFlight, rates }) });
  return app;
}
