import { signal } from "@preact/signals";

import type { Details } from "../api/types.ts";
import * as draft from "../state/draft.ts";
import type { Outcome } from "../state/run.ts";
import { composed, outcome, problem, running } from "../state/run.ts";
import { words } from "../words/index.ts";
import { ChangeDetail, inWords } from "./ChangeDetail.tsx";
import { DetailsPanel } from "./DetailsPanel.tsx";
import { Feedback } from "./Feedback.tsx";
import { Icon } from "./Icon.tsx";
import { Marked } from "./Marked.tsx";
import { PriorityPanel } from "./PriorityPanel.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { Provenance } from "./Provenance.tsx";

const NEAR_THEIR_FIELD = ["text", "kind", "preset", "language", "intensity"];

export function Result() {
  const say = words.value;
  const now = outcome.value;
  const refused = problem.value;
  return (
    <section class="pane result" aria-labelledby="result-title" aria-busy={running.value}>
      <div class="pane-head">
        <h2 id="result-title">{say.result}</h2>
        {now && <Copy />}
      </div>
      {refused && !NEAR_THEIR_FIELD.includes(refused.field ?? "") && <ProblemNote problem={refused} />}
      {now ? <Settled now={now} /> : <p class="blank">{say.resultEmpty}</p>}
    </section>
  );
}

function Settled({ now }: { now: Outcome }) {
  const say = words.value;
  const untouched = now.answer.changes.length === 0 && now.answer.text === now.source;
  const { unchanged } = now.answer.details as Details;
  return (
    <>
      {draft.text.value !== now.source && <p class="note">{say.outdated}</p>}
      {now.answer.kind === "priority" && <PriorityPanel outcome={now} />}
      <Marked outcome={now} />
      {untouched && now.answer.kind !== "priority" && (
        <p class="note calm">{unchanged ? inWords(unchanged) : say.unchanged}</p>
      )}
      <DetailsPanel details={now.answer.details as Details} />
      <ChangeDetail outcome={now} />
      <Provenance outcome={now} />
      <Feedback outcome={now} />
    </>
  );
}

const copying = signal<"idle" | "done" | "failed">("idle");
let lastCopied = "";

function Copy() {
  const say = words.value;
  const fresh = copying.value === "done" && lastCopied === composed.value;
  return (
    <>
      <button type="button" class="small" onClick={() => void copy()}>
        <Icon name={fresh ? "check" : "copy"} />
        <span aria-live="polite">{fresh ? say.copied : say.copy}</span>
      </button>
      {copying.value === "failed" && (
        <p class="note" role="alert">
          {say.copyFailed}
        </p>
      )}
    </>
  );
}

async function copy(): Promise<void> {
  copying.value = "idle";
  try {
    await navigator.clipboard.writeText(composed.value);
    lastCopied = composed.value;
    copying.value = "done";
  } catch {
    copying.value = "failed";
  }
}
