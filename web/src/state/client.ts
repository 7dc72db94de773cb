import { signal } from "@preact/signals";

import { Client } from "../api/client.ts";
import { tongue } from "./preferences.ts";

/** Counts the times that the API no longer knew a reader it had known. */
export const lost = signal(0);

export const client = new Client(
  () => tongue.peek(),
  () => {
    lost.value += 1;
  },
);
