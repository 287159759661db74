import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { bestLanguage, currentLanguage, languages } from "../i18n/locale.ts";
import { tSignIn } from "./words.ts";

/** Each language by its own name, for people who cannot read the current one. */
export function LanguageChoice() {
  const { appearance } = useApp();
  const language = currentLanguage();
  return (
    <div class="sign-in-language">
      <select
        aria-label={tSignIn("language")}
        onChange={({ currentTarget }) => void appearance.choose(bestLanguage([currentTarget.value]))}
      >
        {Object.entries(languages).map(([tag, { name }]) => (
          <option key={tag} value={tag} lang={tag} selected={tag === language}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="fold" size={16} />
    </div>
  );
}
