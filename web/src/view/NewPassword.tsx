import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

import { words } from "../words/index.ts";

const SHORTEST = 10;
const LONGEST = 200;

interface Props {
  label: string;
  autofocus?: boolean;
}

/** A field for a password that is being chosen; it can be read while it is typed. */
export function NewPassword({ label, autofocus = false }: Props) {
  const say = words.value;
  const id = useId();
  const rule = `${id}-rule`;
  const shown = useSignal(false);
  const field = {
    id,
    name: "password",
    autocomplete: "new-password",
    minLength: SHORTEST,
    maxLength: LONGEST,
    spellcheck: false,
    required: true,
    "aria-describedby": rule,
    autofocus,
  } as const;
  return (
    <>
      <div class="field">
        <label for={id}>{label}</label>
        {shown.value ? <input type="text" {...field} /> : <input type="password" {...field} />}
        <span class="hint" id={rule}>
          {say.passwordRule(SHORTEST)}
        </span>
      </div>
      <label class="tick-box">
        <input
          type="checkbox"
          checked={shown.value}
          onChange={(event) => (shown.value = event.currentTarget.checked)}
        />
        <span>{say.passwordShow}</span>
      </label>
    </>
  );
}
