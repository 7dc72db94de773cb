import { computed } from "@preact/signals";

import { tongue } from "../state/preferences.ts";
import { en, type Words } from "./en.ts";
import { ja } from "./ja.ts";

/** What the page says, in the reader's language. */
export const words = computed<Words>(() => (tongue.value === "ja" ? ja : en));

/** Make a code that no catalogue knows readable. */
export function spelled(code: string): string {
  return code.replaceAll("_", " ");
}
