import type { ComponentChildren } from "preact";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { nameOf } from "../people/people_words.ts";
import { tUi } from "../ui/words.ts";
import { tAdmin } from "./words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import type { MenuItem } from "../ui/menu_list.tsx";

import { ErasePerson } from "./erase_person.tsx";
import { ResetLink } from "./reset_link.tsx";

interface Question {
  title: ComponentChildren;
  text: string;
  action: string;
  isDanger?: boolean;
  run: () => Promise<{ user: Person }>;
}

/** Account actions of an admin. Each asks for confirmation and names the consequences. */
export function usePersonActions(person: Person): (MenuItem | null)[] {
  const { api, show, attempt } = useApp();
  const { core, user } = useChat();
  const { id, isDeactivated, role } = person;
  const name = <bdi>{nameOf(person)}</bdi>;

  const ask = (question: Question) => () =>
    show((close) => (
      <ConfirmBox
        {...question}
        // Update the row at once.
        run={() => attempt(async () => core.meet([(await question.run()).user]))}
        close={close}
      />
    ));

  const giveRole: MenuItem =
    role === "admin"
      ? {
          icon: "person",
          label: tAdmin("makeMember"),
          run: ask({
            title: tAdmin.with("makeMemberTitle", { name }),
            text: tAdmin("makeMemberText"),
            action: tAdmin("makeMember"),
            run: () => api("PATCH /users/{id}", { params: { id }, body: { role: "member" } }),
          }),
        }
      : {
          icon: "shield",
          label: tAdmin("makeAdmin"),
          run: ask({
            title: tAdmin.with("makeAdminTitle", { name }),
            text: tAdmin("makeAdminText"),
            action: tAdmin("makeAdmin"),
            run: () => api("PATCH /users/{id}", { params: { id }, body: { role: "admin" } }),
          }),
        };
  const reset: MenuItem = {
    icon: "key",
    label: tAdmin("reset"),
    run: () => show((close) => <ResetLink person={person} close={close} />),
  };
  const picture: MenuItem = {
    icon: "picture",
    label: tAdmin("removePicture"),
    run: ask({
      title: tAdmin.with("removePictureTitle", { name }),
      text: tAdmin("removePictureText"),
      action: tUi("remove"),
      run: () => api("DELETE /users/{id}/avatar", { params: { id } }),
    }),
  };
  const signOut: MenuItem = isDeactivated
    ? {
        icon: "retry",
        label: tAdmin("reactivate"),
        run: ask({
          title: tAdmin.with("reactivateTitle", { name }),
          text: tAdmin("reactivateText"),
          action: tAdmin("reactivate"),
          run: () => api("PATCH /users/{id}", { params: { id }, body: { deactivated: false } }),
        }),
      }
    : {
        icon: "leave",
        label: tAdmin("deactivate"),
        run: ask({
          title: tAdmin.with("deactivateTitle", { name }),
          text: tAdmin("deactivateText"),
          action: tAdmin("deactivate"),
          isDanger: true,
          run: () => api("PATCH /users/{id}", { params: { id }, body: { deactivated: true } }),
        }),
      };
  const erase: MenuItem = {
    icon: "trash",
    label: tAdmin("erase"),
    isDanger: true,
    run: () => show((close) => <ErasePerson person={person} close={close} />),
  };
  return [
    ...(isDeactivated ? [] : [giveRole]),
    // I change my own password in my settings.
    ...(isDeactivated || id === user.value.id ? [] : [reset]),
    ...(person.avatar === null ? [] : [picture]),
    ...(isDeactivated ? [] : [null]),
    signOut,
    erase,
  ];
}
