import { useApp } from "../app/app_context.ts";
import { tAdmin } from "./words.ts";
import { LogList } from "../rooms/log_list.tsx";

/** The audit log of accounts (G7). */
export function AuditSection() {
  const { api } = useApp();
  return (
    <LogList
      label={tAdmin("audit")}
      load={(query) => api("GET /audit", { query: { ...query, limit: 50 } })}
      empty={tAdmin("auditEmpty")}
    />
  );
}
