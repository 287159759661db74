// What admins manage comes as one part, when it is first opened.
import { laterMain } from "../ui/lazy/lazy_main.tsx";

export const AdminView = laterMain(() => import("./admin_view.tsx").then((part) => part.AdminView));
