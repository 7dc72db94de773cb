import { signal } from "@preact/signals";

import type { Problem } from "../api/problem.ts";
import { client } from "../state/client.ts";
import type { Outcome } from "../state/run.ts";
import { composed, undone } from "../state/run.ts";
import { profile } from "../state/session.ts";
import { words } from "../words/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";

/** The answer that was judged last, so that each is judged once. */
const judged = signal<Outcome | null>(null);
const problem = signal<Problem | null>(null);

/** Asks those who are signed in whether the answer served them. */
export function Feedback({ outcome }: { outcome: Outcome }) {
  const say = words.value;
  if (!profile.value) return null;
  return (
    <div class="feedback">
      {judged.value === outcome ? (
        <p role="status">{say.feedbackThanks}</p>
      ) : (
        <>
          <span id="feedback-question">{say.feedback}</span>
          <div role="group" aria-labelledby="feedback-question">
            <button type="button" class="chip" onClick={() => void judge(outcome, true)}>
              {say.feedbackYes}
            </button>
            <button type="button" class="chip" onClick={() => void judge(outcome, false)}>
              {say.feedbackNo}
            </button>
          </div>
        </>
      )}
      {problem.value && <ProblemNote problem={problem.value} />}
    </div>
  );
}

/** A yes to a result with undone changes is a yes to the edited text. */
async function judge(outcome: Outcome, right: boolean): Promise<void> {
  const edited = right && undone.value.size > 0;
  const verdict = edited ? "edit" : right ? "accept" : "reject";
  problem.value = null;
  try {
    await client.judge(outcome.answer.id, verdict, edited ? composed.value : null);
    judged.value = outcome;
  } catch (refused) {
    problem.value = refused as Problem;
  }
}
