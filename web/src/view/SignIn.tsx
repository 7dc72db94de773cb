import { signal } from "@preact/signals";
import { createRef } from "preact";

import type { Problem } from "../api/problem.ts";
import { client } from "../state/client.ts";
import { register, signIn } from "../state/session.ts";
import { words } from "../words/index.ts";
import { Dialog } from "./Dialog.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

type Mode = "signIn" | "register" | "forgot";

const dialog = createRef<HTMLDialogElement>();
const email = createRef<HTMLInputElement>();
const mode = signal<Mode>("signIn");
const busy = signal(false);
const problem = signal<Problem | null>(null);
/** Whether a link was asked for; the answer is the same for every address. */
const asked = signal(false);

export function openSignIn(first: Mode = "signIn"): void {
  turn(first);
  dialog.current?.showModal();
}

export function SignIn() {
  const say = words.value;
  const { title, lead, action } = texts()[mode.value];
  return (
    <Dialog id="sign-in" title={title} dialog={dialog}>
      <p class="muted">{lead}</p>
      <form onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>{say.email}</span>
          <input
            ref={email}
            name="email"
            type="email"
            autocomplete="username"
            required
            autofocus
          />
        </label>
        {mode.value === "signIn" && (
          <label class="field">
            <span>{say.password}</span>
            <input name="password" type="password" autocomplete="current-password" required />
          </label>
        )}
        {mode.value === "register" && <NewPassword label={say.password} />}
        {problem.value && <ProblemNote problem={problem.value} />}
        <button type="submit" class="primary wide" disabled={busy.value}>
          {action}
        </button>
      </form>
      <p role="status">{asked.value && say.reset.asked}</p>
      <div class="dialog-ways">
        {mode.value === "signIn" && <Way to="forgot">{say.reset.forgot}</Way>}
        {mode.value === "signIn" && <Way to="register">{say.registerInstead}</Way>}
        {mode.value === "register" && <Way to="signIn">{say.signInInstead}</Way>}
        {mode.value === "forgot" && <Way to="signIn">{say.reset.back}</Way>}
      </div>
    </Dialog>
  );
}

function Way({ to, children }: { to: Mode; children: string }) {
  return (
    <button type="button" class="link" onClick={() => turn(to)}>
      {children}
    </button>
  );
}

function texts(): Record<Mode, { title: string; lead: string; action: string }> {
  const say = words.value;
  return {
    signIn: { title: say.signInTitle, lead: say.signInLead, action: say.signIn },
    register: { title: say.register, lead: say.signInLead, action: say.register },
    forgot: { title: say.reset.askTitle, lead: say.reset.askLead, action: say.reset.ask },
  };
}

function turn(to: Mode): void {
  mode.value = to;
  problem.value = null;
  asked.value = false;
  email.current?.focus();
}

async function submit(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const data = new FormData(form);
  busy.value = true;
  problem.value = null;
  asked.value = false;
  try {
    await send(String(data.get("email")), String(data.get("password")));
    if (mode.value === "forgot") {
      asked.value = true;
    } else {
      form.reset();
      dialog.current?.close();
    }
  } catch (refused) {
    problem.value = refused as Problem;
  } finally {
    busy.value = false;
  }
}

async function send(address: string, password: string): Promise<void> {
  switch (mode.value) {
    case "signIn":
      return signIn(address, password);
    case "register":
      return register(address, password);
    case "forgot":
      return client.askReset(address);
  }
}
