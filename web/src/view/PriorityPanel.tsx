import type { Level } from "../api/types.ts";
import type { Outcome } from "../state/run.ts";
import { words } from "../words/index.ts";
import { inWords } from "./ChangeDetail.tsx";
import { Scale } from "./Gauges.tsx";

/** What the kind `priority` found: level, score and the grounds for both. */
export function PriorityPanel({ outcome }: { outcome: Outcome }) {
  const say = words.value;
  const { level, score, reasons } = outcome.answer.details as {
    level?: Level;
    score?: number;
    reasons?: readonly string[];
  };
  if (level === undefined || score === undefined) return null;
  return (
    <section class="priority" aria-labelledby="priority-title">
      <h3 id="priority-title">{say.priorityTitle}</h3>
      <p class="priority-level" data-level={level}>
        <strong>{say.levels[level] ?? level}</strong> <span>{say.priorityScore(score)}</span>
      </p>
      <Scale before={null} after={score} />
      <ul class="plain">
        {reasons?.map((reason) => (
          <li key={reason}>{inWords(reason)}</li>
        ))}
      </ul>
    </section>
  );
}
