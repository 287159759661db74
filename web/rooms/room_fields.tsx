import { limits } from "../../src/protocol/limits.ts";
import { tRooms } from "./words.ts";
import { Field, type FormState } from "../ui/form.tsx";

interface RoomFieldsProps {
  form: FormState;
  info?: { name: string; topic: string };
}

/** Fields for name and topic of a room. */
export function RoomFields({ form, info }: RoomFieldsProps) {
  return (
    <>
      <Field
        name="name"
        label={tRooms("name")}
        form={form}
        autofocus
        autocomplete="off"
        {...(info ? { value: info.name } : {})}
        maxLength={limits.roomNameLength}
      />
      <Field
        name="topic"
        label={tRooms("topic")}
        form={form}
        autocomplete="off"
        isOptional
        {...(info ? { value: info.topic } : {})}
        maxLength={limits.topicLength}
      />
    </>
  );
}
