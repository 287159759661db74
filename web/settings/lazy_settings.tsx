// My settings come as one part, when they are first opened.
import { laterMain } from "../ui/lazy/lazy_main.tsx";

export const SettingsView = laterMain(() => import("./settings_view.tsx").then((part) => part.SettingsView));
