import type { Intensity, TermMode } from "../api/types.ts";
import * as draft from "../state/draft.ts";
import { info, presets } from "../state/session.ts";
import { problem } from "../state/run.ts";
import { spelled, words } from "../words/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";

const STEPS: readonly Intensity[] = ["auto", 0, 1, 2, 3];
const FIELDS = ["kind", "preset", "language", "intensity"];

/** What to do with the message: kind, reader, language, strength. */
export function Controls() {
  const refused = problem.value;
  return (
    <div class="controls">
      <Kinds />
      {draft.kind.value === "terminology" && <ModeChoice />}
      {draft.rewrites.value && <PresetChoice />}
      <LanguageChoice />
      {draft.rewrites.value && <Strength />}
      {refused && FIELDS.includes(refused.field ?? "") && <ProblemNote problem={refused} />}
    </div>
  );
}

function Kinds() {
  const known = words.value.kinds;
  return (
    <fieldset class="kinds">
      <legend>{words.value.kind}</legend>
      <div class="segments">
        {info.value?.kinds.map((kind) => (
          <label key={kind} title={known[kind]?.does}>
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={draft.kind.value === kind}
              onChange={() => (draft.kind.value = kind)}
            />
            <span>{known[kind]?.name ?? spelled(kind)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ModeChoice() {
  const names = words.value.modes;
  return (
    <label class="field">
      <span>{words.value.mode}</span>
      <select
        value={draft.mode.value}
        onChange={(event) => (draft.mode.value = event.currentTarget.value as TermMode)}
      >
        {(["explain", "replace"] as const).map((mode) => (
          <option key={mode} value={mode}>
            {names[mode]}
          </option>
        ))}
      </select>
    </label>
  );
}

function PresetChoice() {
  const names = words.value.presets;
  return (
    <label class="field">
      <span>{words.value.preset}</span>
      <select
        value={draft.preset.value ?? ""}
        onChange={(event) => (draft.preset.value = event.currentTarget.value || null)}
      >
        <option value="">{words.value.presetNone}</option>
        {presets.value.map(({ name }) => (
          <option key={name} value={name}>
            {names[name] ?? name}
          </option>
        ))}
      </select>
    </label>
  );
}

function LanguageChoice() {
  const names = words.value.messageLanguages;
  return (
    <label class="field">
      <span>{words.value.messageLanguage}</span>
      <select
        value={draft.language.value}
        onChange={(event) =>
          (draft.language.value = event.currentTarget.value as "auto" | "ja" | "en")
        }
      >
        {(["auto", "ja", "en"] as const).map((language) => (
          <option key={language} value={language}>
            {names[language]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Strength() {
  const names = words.value.intensities;
  const at = STEPS.indexOf(draft.intensity.value);
  return (
    <div class="field strength">
      <label for="strength">{words.value.intensity}</label>
      <input
        id="strength"
        type="range"
        min={0}
        max={STEPS.length - 1}
        step={1}
        value={at}
        aria-valuetext={names[draft.intensity.value]}
        onInput={(event) =>
          (draft.intensity.value = STEPS[event.currentTarget.valueAsNumber] ?? "auto")
        }
      />
      <div class="ticks" aria-hidden="true">
        {STEPS.map((step, index) => (
          <span key={step} class={index === at ? "tick on" : "tick"}>
            {names[step]}
          </span>
        ))}
      </div>
    </div>
  );
}
