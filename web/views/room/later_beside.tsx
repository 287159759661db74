// What stands beside a room or in its place comes as one part, when the first of it is opened: most of a visit needs none.
import { sayRoom } from "../../words/en/room.ts";
import { later } from "../parts/later.tsx";

const part = () => import("./beside_part.ts");
const roomWaits = () => <main class="room" aria-busy="true" aria-label={sayRoom("loading")} />;

export const MentionsView = later(() => part().then((beside) => beside.MentionsView), roomWaits);
export const SavedView = later(() => part().then((beside) => beside.SavedView), roomWaits);
export const SearchView = later(() => part().then((beside) => beside.SearchView), roomWaits);
export const NotMember = later(() => part().then((beside) => beside.NotMember), roomWaits);
export const AboutPanel = later(() => part().then((beside) => beside.AboutPanel));
export const PinsPanel = later(() => part().then((beside) => beside.PinsPanel));
export const RepliesPanel = later(() => part().then((beside) => beside.RepliesPanel));
export const Reactors = later(() => part().then((beside) => beside.Reactors));

/** Fetched while nothing else happens, so that it opens at once, offline too. */
export function fetchBeside(): void {
  for (const view of [MentionsView, SavedView, SearchView, AboutPanel, PinsPanel, RepliesPanel, Reactors])
    view.fetch().catch(() => {});
}
