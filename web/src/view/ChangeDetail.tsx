import type { Outcome } from "../state/run.ts";
import { select, selected, toggle, toggleAll, undone } from "../state/run.ts";
import { reasons } from "../state/session.ts";
import { spelled, words } from "../words/index.ts";
import { Icon } from "./Icon.tsx";

/** What the chosen change did, why and how, with its undo; read out as the choice moves. */
export function ChangeDetail({ outcome }: { outcome: Outcome }) {
  const say = words.value;
  const { changes } = outcome.answer;
  if (changes.length === 0) return null;
  return (
    <section class="changes" aria-labelledby="changes-title">
      <div class="changes-head">
        <h3 id="changes-title">{say.changesOf(changes.length)}</h3>
        <div class="steps">
          <button
            type="button"
            class="round"
            aria-label={say.previous}
            onClick={() => select((selected.value ?? 0) - 1)}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            class="round"
            aria-label={say.next}
            onClick={() => select((selected.value ?? -1) + 1)}
          >
            <Icon name="right" />
          </button>
          {outcome.aligned && (
            <button type="button" class="quiet" onClick={toggleAll}>
              {undone.value.size === 0 ? say.undoAll : say.redoAll}
            </button>
          )}
        </div>
      </div>
      {!outcome.aligned && <p class="muted">{say.notAligned}</p>}
      <div aria-live="polite">
        {selected.value === null ? (
          <p class="muted">{outcome.aligned && say.changesHint}</p>
        ) : (
          <Chosen outcome={outcome} at={selected.value} />
        )}
      </div>
    </section>
  );
}

function Chosen({ outcome, at }: { outcome: Outcome; at: number }) {
  const say = words.value;
  const change = outcome.answer.changes[at];
  if (!change) return null;
  const reverted = undone.value.has(at);
  return (
    <div class="chosen-change">
      <p class="unseen">{say.changePosition(at + 1, outcome.answer.changes.length)}</p>
      <dl class={reverted ? "swap undone" : "swap"}>
        <div>
          <dt>{say.was}</dt>
          <dd class="was" lang={outcome.answer.language}>{change.before.trim() || say.nothing}</dd>
        </div>
        <div>
          <dt>{say.is}</dt>
          <dd class="is" lang={outcome.answer.language}>{change.after.trim() || say.nothing}</dd>
        </div>
      </dl>
      <dl class="grounds">
        <div>
          <dt>{say.why}</dt>
          <dd data-reason={change.reason}>{inWords(change.reason)}</dd>
        </div>
        <div>
          <dt>{say.how}</dt>
          <dd>{inWords(change.strategy)}</dd>
        </div>
      </dl>
      {outcome.aligned && (
        <button type="button" class="small" onClick={() => toggle(at)}>
          <Icon name="undo" />
          {reverted ? say.redo : say.undo}
        </button>
      )}
    </div>
  );
}

/** A code of the API's catalogue in the reader's words. */
export function inWords(code: string): string {
  return reasons.value[code] ?? spelled(code);
}
