// What is shown beside a room or in its place: loaded as one part.
export { DraftsView } from "../found/drafts_view.tsx";
export { MentionsView } from "../found/mentions_view.tsx";
export { SearchView } from "../found/search_view.tsx";
export { SavedView } from "../found/saved_view.tsx";
export { AboutPanel } from "../about/about_panel.tsx";
export { NotMember } from "./not_member.tsx";
export { PinsPanel } from "./pins_panel.tsx";
export { Reactors } from "./reactors.tsx";
export { RepliesPanel } from "./replies_panel.tsx";
