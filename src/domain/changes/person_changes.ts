// Changes of people, by themselves and by admins. `actor` null: on the command line, by the operator (O7).
import type { Preferences } from "../../protocol/preferences.ts";
import type { QuietHours, Status, UserRole } from "../../protocol/shapes.ts";
import type { Actor, DisplayKeys, Dropped, EndedSessions, InheritedRoom, Switched, Twins } from "./parts.ts";

export interface PersonChanges {
  changeProfile: {
    change: {
      actor: Actor;
      displayName?: { text: string; key: string; keys: DisplayKeys };
      status?: Status | null;
      dndUntil?: number | null;
      quietHours?: QuietHours | null;
      receipts?: boolean;
      /** An absent field stays as it is. */
      preferences?: Partial<Preferences>;
    };
    outcome: Switched & { receiptsChanged: boolean } & Twins;
  };
  /** The bytes are on disk before (P6). */
  setAvatar: { change: { actor: Actor; hash: string }; outcome: Switched & Dropped };
  /** One's own, or another's by an admin. */
  removeAvatar: { change: { actor: Actor; userId: number }; outcome: Switched & Dropped };
  setUserRole: { change: { actor: Actor | null; userId: number; role: UserRole }; outcome: Switched };
  deactivate: {
    change: { actor: Actor | null; userId: number };
    outcome: Switched & { passed: InheritedRoom[] } & EndedSessions;
  };
  reactivate: { change: { actor: Actor | null; userId: number }; outcome: Switched };
  erasePerson: {
    change: { actor: Actor; userId: number };
    /** `roomIds`: where they were a member; `directIds`: those of them that are direct and stay. */
    outcome: Switched & {
      passed: InheritedRoom[];
      roomIds: number[];
      directIds: number[];
      emptied: InheritedRoom[];
    } & EndedSessions &
      Dropped &
      Twins;
  };
}
