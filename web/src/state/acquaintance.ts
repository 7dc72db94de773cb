/**
 * Whether somebody may be signed in here.
 *
 * The sign-in itself is an HttpOnly cookie that no script can see. Asking the API on every
 * visit would have it refuse every stranger, so the page remembers whom it met.
 */

const MET = "tonebridge.met";

/** A link that was no good redirects too, but signs nobody in. */
export function maybeKnown(linkSpent: boolean): boolean {
  return met() || (!linkSpent && cameThroughLink());
}

export function remember(known: boolean): void {
  try {
    if (known) localStorage.setItem(MET, "1");
    else localStorage.removeItem(MET);
  } catch {
    return;
  }
}

function met(): boolean {
  try {
    return localStorage.getItem(MET) !== null;
  } catch {
    return true; // nothing can be remembered here: only the API can tell
  }
}

/** The one-time link answers with a redirect to the page; a plain visit has none. */
function cameThroughLink(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.redirectCount > 0;
}
