import type { Person } from "../../src/protocol/shapes.ts";
import { tPeopleLazy } from "./lazy_words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { PeoplePicker } from "./people_picker.tsx";

interface ChoosePersonProps {
  title: string;
  close: () => void;
  choose: (person: Person) => void;
}

/** Choose one person by name. */
export function ChoosePerson({ title, close, choose }: ChoosePersonProps) {
  return (
    <DialogBox title={title} close={close}>
      <PeoplePicker
        label={tPeopleLazy("personName")}
        chosen={[]}
        change={([person]) => {
          if (person) choose(person);
        }}
        max={1}
        allowsMe
      />
    </DialogBox>
  );
}
