import { effect, signal } from "@preact/signals";

import type { Tongue } from "../api/types.ts";

export type Theme = "auto" | "light" | "dark";

const TONGUE = "tonebridge.language";
const THEME = "tonebridge.theme";

/** Whether the reader chose the language here, rather than the browser or the profile. */
export const tongueChosen = signal(remembered(TONGUE) !== null);
export const tongue = signal<Tongue>(firstTongue());
export const theme = signal<Theme>(firstTheme());

export function chooseTongue(choice: Tongue): void {
  tongue.value = choice;
  tongueChosen.value = true;
  remember(TONGUE, choice);
}

export function chooseTheme(choice: Theme): void {
  theme.value = choice;
  remember(THEME, choice);
}

/** Keep the document in step with what the reader prefers. */
export function applyPreferences(): void {
  effect(() => {
    document.documentElement.lang = tongue.value;
  });
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
  });
}

function firstTongue(): Tongue {
  const kept = remembered(TONGUE);
  if (kept === "ja" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";
}

function firstTheme(): Theme {
  const kept = remembered(THEME);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** Storage can be forbidden by the browser; then nothing is remembered. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
