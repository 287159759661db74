import type { Person } from "../../../src/protocol/shapes.ts";
import { sayDialogs } from "../../words/en/dialogs.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { PeoplePicker } from "../parts/people_picker.tsx";

interface ChoosePersonProps {
  title: string;
  close: () => void;
  choose: (person: Person) => void;
}

/** One person, by name. */
export function ChoosePerson({ title, close, choose }: ChoosePersonProps) {
  return (
    <DialogBox title={title} close={close}>
      <PeoplePicker
        label={sayDialogs("personName")}
        chosen={[]}
        change={([person]) => {
          if (person) choose(person);
        }}
        most={1}
        allowsMe
      />
    </DialogBox>
  );
}
