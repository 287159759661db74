import type { ComponentChildren } from "preact";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import { nameOf } from "../people/people_words.ts";
import { sayAdmin } from "./words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import type { MenuItem } from "../ui/menu_list.tsx";

import { ErasePerson } from "./erase_person.tsx";
import { ResetLink } from "./reset_link.tsx";

interface Question {
  title: ComponentChildren;
  text: string;
  action: string;
  isGrave?: boolean;
  run: () => Promise<{ user: Person }>;
}

/** What an admin does with an account; each asks first and says what will happen. */
export function usePersonDeeds(person: Person): (MenuItem | null)[] {
  const { api, show, attempt } = useApp();
  const { core, user } = useChat();
  const { id, isDeactivated, role } = person;
  const name = <bdi>{nameOf(person)}</bdi>;

  const ask = (question: Question) => () =>
    show((close) => (
      <ConfirmBox
        {...question}
        // The row says at once what holds now.
        run={() => attempt(async () => core.meet([(await question.run()).user]))}
        close={close}
      />
    ));

  const giveRole: MenuItem =
    role === "admin"
      ? {
          icon: "person",
          label: sayAdmin("makeMember"),
          run: ask({
            title: sayAdmin.with("makeMemberTitle", { name }),
            text: sayAdmin("makeMemberText"),
            action: sayAdmin("makeMember"),
            run: () => api("PATCH /users/{id}", { params: { id }, body: { role: "member" } }),
          }),
        }
      : {
          icon: "shield",
          label: sayAdmin("makeAdmin"),
          run: ask({
            title: sayAdmin.with("makeAdminTitle", { name }),
            text: sayAdmin("makeAdminText"),
            action: sayAdmin("makeAdmin"),
            run: () => api("PATCH /users/{id}", { params: { id }, body: { role: "admin" } }),
          }),
        };
  const reset: MenuItem = {
    icon: "key",
    label: sayAdmin("reset"),
    run: () => show((close) => <ResetLink person={person} close={close} />),
  };
  const picture: MenuItem = {
    icon: "picture",
    label: sayAdmin("removePicture"),
    run: ask({
      title: sayAdmin.with("removePictureTitle", { name }),
      text: sayAdmin("removePictureText"),
      action: sayAdmin("removePictureNow"),
      run: () => api("DELETE /users/{id}/avatar", { params: { id } }),
    }),
  };
  const door: MenuItem = isDeactivated
    ? {
        icon: "retry",
        label: sayAdmin("reactivate"),
        run: ask({
          title: sayAdmin.with("reactivateTitle", { name }),
          text: sayAdmin("reactivateText"),
          action: sayAdmin("reactivate"),
          run: () => api("PATCH /users/{id}", { params: { id }, body: { deactivated: false } }),
        }),
      }
    : {
        icon: "door",
        label: sayAdmin("deactivate"),
        run: ask({
          title: sayAdmin.with("deactivateTitle", { name }),
          text: sayAdmin("deactivateText"),
          action: sayAdmin("deactivate"),
          isGrave: true,
          run: () => api("PATCH /users/{id}", { params: { id }, body: { deactivated: true } }),
        }),
      };
  const erase: MenuItem = {
    icon: "trash",
    label: sayAdmin("erase"),
    isGrave: true,
    run: () => show((close) => <ErasePerson person={person} close={close} />),
  };
  return [
    ...(isDeactivated ? [] : [giveRole]),
    // My own password is changed in my settings.
    ...(isDeactivated || id === user.value.id ? [] : [reset]),
    ...(person.avatar === null ? [] : [picture]),
    ...(isDeactivated ? [] : [null]),
    door,
    erase,
  ];
}
