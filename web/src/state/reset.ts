import { signal } from "@preact/signals";

/** The token of a reset mail's link, for as long as its reader chooses a new password. */
export const token = signal<string | null>(null);

/** Take the token out of the address, where the browser's history would keep it. */
export function takeToken(): void {
  const found = new URLSearchParams(location.hash.slice(1)).get("reset");
  if (!found) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  token.value = found;
}
