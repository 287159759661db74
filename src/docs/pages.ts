// The pages of the help, in the order in which they are listed and turned over: Markdown of this folder, taken into the program.
import protocol from "../protocol/SPEC.md" with { type: "text" };
import exportFormat from "../storage/export/format.md" with { type: "text" };

import admin from "./admin.md" with { type: "text" };
import api from "./api.md" with { type: "text" };
import backup from "./backup.md" with { type: "text" };
import commands from "./commands.md" with { type: "text" };
import data from "./data.md" with { type: "text" };
import deploy from "./deploy.md" with { type: "text" };
import limits from "./limits.md" with { type: "text" };
import monitor from "./monitor.md" with { type: "text" };
import promises from "./promises.md" with { type: "text" };
import settings from "./settings.md" with { type: "text" };
import start from "./start.md" with { type: "text" };
import upgrade from "./upgrade.md" with { type: "text" };
import use from "./use.md" with { type: "text" };

export interface HelpPage {
  /** Its address is `/docs/<slug>`. */
  slug: string;
  /** Where it stands in the repository: links of other pages name it so. */
  source: string;
  summary: string;
  text: string;
}

interface HelpGroup {
  name: string;
  pages: HelpPage[];
}

export const helpGroups: HelpGroup[] = [
  {
    name: "Use",
    pages: [
      page("start", start, "Run Confab, create the admin account, invite people, build the executable."),
      page("use", use, "Rooms, messages, formatting, files, search and shortcuts, for everyone."),
      page("admin", admin, "People, roles, invites, retention: for admins."),
    ],
  },
  {
    name: "Run",
    pages: [
      page("deploy", deploy, "A Linux machine, Docker, Render; HTTPS; start and stop."),
      page("settings", settings, "Every environment variable, its default and its meaning."),
      page("commands", commands, "What the command line does, and its exit codes."),
      page("monitor", monitor, "The log, health checks, metrics and the security log."),
      page("limits", limits, "Rates, the most there may be, and what a machine needs."),
    ],
  },
  {
    name: "Data",
    pages: [
      page("data", data, "The data folder, who can read it, export and import."),
      page("backup", backup, "Backups on disk and in a bucket, restore, repair."),
      page("upgrade", upgrade, "To a new version, and back."),
    ],
  },
  {
    name: "Develop",
    pages: [
      page("api", api, "Sign in, post and follow rooms from a script."),
      {
        slug: "protocol",
        source: "src/protocol/SPEC.md",
        text: protocol,
        summary: "Every rule between server and clients, with its id.",
      },
      {
        slug: "export-format",
        source: "src/storage/export/format.md",
        text: exportFormat,
        summary: "Every file and key of an export.",
      },
      page("promises", promises, "What holds, how that is tested, and what Confab does not do."),
    ],
  },
];

export const helpPages: HelpPage[] = helpGroups.flatMap(({ pages }) => pages);

function page(slug: string, text: string, summary: string): HelpPage {
  return { slug, source: `src/docs/${slug}.md`, text, summary };
}
