// What admins manage comes as one part, when it is first opened.
import { later } from "../parts/later.tsx";

const waits = () => <main class="room" aria-busy="true" />;

export const AdminView = later(() => import("./admin_view.tsx").then((part) => part.AdminView), waits);
