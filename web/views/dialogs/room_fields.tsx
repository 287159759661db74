import { limits } from "../../../src/protocol/limits.ts";
import { Field, type FormState } from "../parts/form.tsx";

export interface RoomFieldsProps {
  form: FormState;
  info?: { name: string; topic: string };
}

/** What a room is called and what it is about. */
export function RoomFields({ form, info }: RoomFieldsProps) {
  return (
    <>
      <Field
        name="name"
        label="Name"
        form={form}
        autofocus
        autocomplete="off"
        {...(info ? { value: info.name } : {})}
        maxLength={limits.roomNameLength}
      />
      <Field
        name="topic"
        label="Topic"
        form={form}
        autocomplete="off"
        isOptional
        {...(info ? { value: info.topic } : {})}
        maxLength={limits.topicLength}
      />
    </>
  );
}
