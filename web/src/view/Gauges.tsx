import type { Analysis } from "../api/types.ts";
import { ear, heardBefore } from "../state/run.ts";
import { spelled, words } from "../words/index.ts";

/** Tone, politeness, clarity and urgency, before and after. */
export function Gauges() {
  const say = words.value;
  const was = heardBefore.value;
  const is = ear.heard.value;
  if (!was) return null;
  return (
    <section class="gauges" aria-labelledby="gauges-title">
      <h2 id="gauges-title">{say.gauges}</h2>
      {typeof is === "object" ? (
        <div class="gauge-row">
          <ToneGauge was={was} is={is} />
          <Gauge name={say.politeness} was={was.politeness} is={is.politeness} kind="politeness" />
          <Gauge name={say.clarity} was={was.clarity.score} is={is.clarity.score} kind="clarity" />
          <Gauge
            name={say.urgency}
            was={was.priority.score}
            is={is.priority.score}
            kind="urgency"
            note={say.levels[is.priority.level] ?? is.priority.level}
          />
        </div>
      ) : (
        <p class="muted" role="status">
          {is === "missing" ? say.gaugesMissing : say.gaugesPending}
        </p>
      )}
    </section>
  );
}

function ToneGauge({ was, is }: { was: Analysis; is: Analysis }) {
  const say = words.value;
  const before = say.tones[was.tone.label] ?? spelled(was.tone.label);
  const after = say.tones[is.tone.label] ?? spelled(is.tone.label);
  return (
    <div class="gauge" data-gauge="tone">
      <h3>{say.tone}</h3>
      <p class="tones">
        <span class="unseen">{say.fromTo(before, after)}</span>
        {before !== after && (
          <>
            <span class="tone was" aria-hidden="true">
              {before}
            </span>
            <span class="arrow" aria-hidden="true">
              →
            </span>
          </>
        )}
        <span class="tone is" aria-hidden="true">
          {after}
        </span>
      </p>
      {was.keigo_level !== null && is.keigo_level !== null && (
        <p class="gauge-note">{say.keigo(was.keigo_level, is.keigo_level)}</p>
      )}
    </div>
  );
}

interface GaugeProps {
  name: string;
  was: number;
  is: number;
  kind: string;
  note?: string;
}

function Gauge({ name, was, is, kind, note }: GaugeProps) {
  return (
    <div class="gauge" data-gauge={kind}>
      <h3>{name}</h3>
      <p class="reading">
        <span class="unseen">{words.value.fromTo(String(was), String(is))}</span>
        {was !== is && (
          <>
            <span class="reading-was" aria-hidden="true">
              {was}
            </span>
            <span class="arrow" aria-hidden="true">
              →
            </span>
          </>
        )}
        <span class="reading-is" aria-hidden="true">
          {is}
        </span>
      </p>
      <Scale before={was} after={is} />
      {note && <p class="gauge-note">{note}</p>}
    </div>
  );
}

/** A bar from 0 to 100, with a ring where the reading stood before. */
export function Scale({ before, after }: { before: number | null; after: number }) {
  return (
    <svg class="scale" height="16" aria-hidden="true" focusable="false">
      <rect class="scale-track" y="5" width="100%" height="6" rx="3" />
      <rect class="scale-fill" y="5" width={`${after}%`} height="6" rx="3" />
      {before !== null && <circle class="scale-before" cx={`${before}%`} cy="8" r="5" />}
    </svg>
  );
}
