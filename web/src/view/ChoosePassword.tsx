import { useSignal } from "@preact/signals";
import { createRef } from "preact";
import { useLayoutEffect } from "preact/hooks";

import type { Problem } from "../api/problem.ts";
import { client } from "../state/client.ts";
import { token } from "../state/reset.ts";
import { recheck } from "../state/session.ts";
import { words } from "../words/index.ts";
import { Dialog } from "./Dialog.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { openSignIn } from "./SignIn.tsx";

const dialog = createRef<HTMLDialogElement>();

/** Where the link of a reset mail leads: a new password, then to the sign-in. */
export function ChoosePassword({ secret }: { secret: string }) {
  const say = words.value.reset;
  const busy = useSignal(false);
  const done = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    busy.value = true;
    problem.value = null;
    try {
      await client.confirmReset(secret, String(new FormData(form).get("password")));
      done.value = true;
      await recheck();
    } catch (refused) {
      problem.value = refused as Problem;
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog
      id="choose-password"
      title={say.chooseTitle}
      dialog={dialog}
      onClose={() => (token.value = null)}
    >
      <p role="status">{done.value && say.chosen}</p>
      {done.value ? (
        <button type="button" class="primary wide" ref={focus} onClick={() => leadTo("signIn")}>
          {words.value.signIn}
        </button>
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <NewPassword label={say.newPassword} autofocus />
          {problem.value && <ProblemNote problem={problem.value} />}
          <button type="submit" class="primary wide" disabled={busy.value}>
            {say.choose}
          </button>
        </form>
      )}
      {problem.value?.field === "token" && (
        <button type="button" class="link" onClick={() => leadTo("forgot")}>
          {say.askAgain}
        </button>
      )}
    </Dialog>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}

function leadTo(mode: "signIn" | "forgot"): void {
  dialog.current?.close();
  openSignIn(mode);
}
