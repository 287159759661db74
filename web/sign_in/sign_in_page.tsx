import { SignInColumn, type SignInColumnProps } from "./sign_in_column.tsx";
import { LanguageChoice } from "./language_choice.tsx";

/** A sign-in page, with the languages at its foot. */
export function SignInPage({ children, ...column }: SignInColumnProps) {
  return (
    <SignInColumn {...column} foot={<LanguageChoice />}>
      {children}
    </SignInColumn>
  );
}
