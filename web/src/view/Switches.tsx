import type { Tongue } from "../api/types.ts";
import { chooseTheme, type Theme, theme } from "../state/preferences.ts";
import { words } from "../words/index.ts";
import { Icon } from "./Icon.tsx";

const TONGUES: readonly { tongue: Tongue; name: string }[] = [
  { tongue: "ja", name: "日本語" },
  { tongue: "en", name: "English" },
];
const NEXT_THEME: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };

export function TongueSwitch({
  chosen,
  choose,
}: {
  chosen: Tongue;
  choose: (tongue: Tongue) => void;
}) {
  return (
    <div class="switch" role="group" aria-label={words.value.language}>
      {TONGUES.map(({ tongue, name }) => (
        <button
          key={tongue}
          type="button"
          lang={tongue}
          aria-pressed={chosen === tongue}
          onClick={() => choose(tongue)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

/** Steps through the colours: as the system, light, dark. */
export function ThemeButton() {
  const { label, ...names } = words.value.theme;
  const said = `${label}: ${names[theme.value]}`;
  return (
    <button
      type="button"
      class="round"
      aria-label={said}
      title={said}
      onClick={() => chooseTheme(NEXT_THEME[theme.value])}
    >
      <Icon name="theme" />
    </button>
  );
}
