import { signal } from "@preact/signals";
import { createRef } from "preact";

import type { Problem } from "../api/problem.ts";
import { register, signIn } from "../state/session.ts";
import { words } from "../words/index.ts";
import { Icon } from "./Icon.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

const dialog = createRef<HTMLDialogElement>();
const registering = signal(false);
const busy = signal(false);
const problem = signal<Problem | null>(null);

export function openSignIn(): void {
  problem.value = null;
  registering.value = false;
  dialog.current?.showModal();
}

export function SignIn() {
  const say = words.value;
  const title = registering.value ? say.register : say.signInTitle;
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="sign-in-title">
      <div class="dialog-head">
        <h2 id="sign-in-title">{title}</h2>
        <button
          type="button"
          class="round"
          aria-label={say.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="muted">{say.signInLead}</p>
      <form onSubmit={submit}>
        <label class="field">
          <span>{say.email}</span>
          <input name="email" type="email" autocomplete="username" required autofocus />
        </label>
        <label class="field">
          <span>{say.password}</span>
          <input
            name="password"
            type="password"
            autocomplete={registering.value ? "new-password" : "current-password"}
            required
          />
        </label>
        {problem.value && <ProblemNote problem={problem.value} />}
        <button type="submit" class="primary wide" disabled={busy.value}>
          {registering.value ? say.register : say.signIn}
        </button>
      </form>
      <button type="button" class="link" onClick={turn}>
        {registering.value ? say.signInInstead : say.registerInstead}
      </button>
    </dialog>
  );
}

function turn(): void {
  registering.value = !registering.value;
  problem.value = null;
}

async function submit(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const data = new FormData(form);
  const enter = registering.value ? register : signIn;
  busy.value = true;
  problem.value = null;
  try {
    await enter(String(data.get("email")), String(data.get("password")));
    form.reset();
    dialog.current?.close();
  } catch (refused) {
    problem.value = refused as Problem;
  } finally {
    busy.value = false;
  }
}
