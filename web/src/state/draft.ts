import { computed, effect, signal } from "@preact/signals";

import type { Intensity, TermMode, Tongue } from "../api/types.ts";
import { length } from "../text/codepoints.ts";
import { info } from "./session.ts";

const UNTOLD_LIMIT = 8_000;

/** What the sender has written and asked for so far. */
export const text = signal("");
export const kind = signal("soften");
export const preset = signal<string | null>(null);
export const intensity = signal<Intensity>("auto");
export const mode = signal<TermMode>("explain");
export const language = signal<"auto" | Tongue>("auto");

export const size = computed(() => length(text.value));
export const limit = computed(() => info.value?.limits.text_max ?? UNTOLD_LIMIT);
/** Whether the kind rewrites, so that strength and reader matter to it. */
export const rewrites = computed(() => kind.value !== "priority");

effect(() => {
  const kinds = info.value?.kinds ?? [];
  if (kinds[0] && !kinds.includes(kind.peek())) kind.value = kinds[0];
});
