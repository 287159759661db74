import { Door, type DoorProps } from "./sign_in_column.tsx";
import { LanguageChoice } from "./language_choice.tsx";

/** A way in, with the languages at its foot. */
export function DoorPage({ children, ...door }: DoorProps) {
  return (
    <Door {...door} foot={<LanguageChoice />}>
      {children}
    </Door>
  );
}
