import type { Outcome } from "../state/run.ts";
import { spelled, words } from "../words/index.ts";
import { inWords } from "./ChangeDetail.tsx";
import { Icon } from "./Icon.tsx";

/** Who answered, from which cache, and what the guard said: there for those who look. */
export function Provenance({ outcome }: { outcome: Outcome }) {
  const say = words.value;
  const { answer, cache } = outcome;
  const by = say.provider[answer.provider] ?? spelled(answer.provider);
  const fresh = cache === null || cache === "miss";
  const mended = answer.guard.verdict === "replaced";
  return (
    <ul class="provenance">
      {answer.degraded && <li class="warn">{say.degraded}</li>}
      <li class={mended ? "warn" : ""} data-guard={answer.guard.verdict}>
        <Icon name="lock" />
        {say.guard[answer.guard.verdict]}
        {answer.guard.violations.length > 0 && ` (${answer.guard.violations.map(inWords).join(", ")})`}
      </li>
      <li>{answer.model ? `${by} · ${answer.model}` : by}</li>
      {answer.kind !== "priority" && (
        <li>{say.settledIntensity(say.intensities[answer.intensity])}</li>
      )}
      {!fresh && (
        <li data-cache={cache}>
          {say.cached} ({cache})
        </li>
      )}
    </ul>
  );
}
