// People as the wire knows them, built by SQLite, over a row of users of this alias.
import { sql, type SQL } from "drizzle-orm";
import { avatarLength } from "../domain/avatars/avatar_id.ts";

type Alias = "a" | "c" | "d" | "u";

export function authorJson(alias: Alias): SQL {
  const fields = authorFields(alias);
  return sql.raw(`CASE ${alias}.role WHEN 'admin' THEN ${sent(alias, `${fields}, 'role', 'admin'`)}
    ELSE ${sent(alias, fields)} END`);
}

export function personJson(alias: Alias): SQL {
  return sql.raw(sent(alias, personFields(alias)));
}

/** L9: present only where it is true. */
function sent(alias: Alias, fields: string): string {
  return `CASE WHEN ${alias}.has_twin THEN json_object(${fields}, 'ambiguous', json('true')) ELSE json_object(${fields}) END`;
}

/** With their private settings. */
export function userJson(alias: Alias): SQL {
  const fields = `${personFields(alias)},
    'quietHours', json(iif(${alias}.quiet_zone IS NULL, NULL,
      json_object('from', ${alias}.quiet_from, 'to', ${alias}.quiet_to, 'zone', ${alias}.quiet_zone))),
    'receipts', json(iif(${alias}.receipts, 'true', 'false')), 'preferences', json(${storedPreferences(`${alias}.preferences`)})`;
  return sql.raw(sent(alias, fields));
}

/** P5, H4: json functions would throw at what damage left there. */
export function storedPreferences(column: string): string {
  return `iif(json_valid(${column}), ${column}, '{}')`;
}

function personFields(alias: Alias): string {
  return `${authorFields(alias)}, 'role', ${alias}.role,
    'status', json(iif(${alias}.status_emoji = '' AND ${alias}.status_text = '', NULL,
      json_object('emoji', ${alias}.status_emoji, 'text', ${alias}.status_text, 'until', ${alias}.status_until))),
    'dndUntil', ${alias}.dnd_until, 'isDeactivated', json(iif(${alias}.deactivated_at IS NULL, 'false', 'true'))`;
}

function authorFields(alias: Alias): string {
  return `'id', ${alias}.id, 'username', ${alias}.username, 'displayName', ${alias}.display_name,
    'avatar', substr(${alias}.avatar_hash, 1, ${avatarLength})`;
}
