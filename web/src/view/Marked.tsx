import type { Change } from "../api/types.ts";
import type { Outcome } from "../state/run.ts";
import { select, selected, toggle, undone } from "../state/run.ts";
import { after } from "../text/changes.ts";
import { words } from "../words/index.ts";

/** The result with each change marked: one tab stop, arrow keys inside. */
export function Marked({ outcome }: { outcome: Outcome }) {
  const { changes } = outcome.answer;
  const segments = outcome.aligned
    ? after(outcome.source, changes, undone.value)
    : [{ text: outcome.answer.text, change: null }];

  return (
    <div
      class="marked"
      role="group"
      aria-labelledby="result-title"
      lang={outcome.answer.language}
      onKeyDown={steer}
    >
      {segments.map((segment, index) => {
        const change = segment.change === null ? undefined : changes[segment.change];
        if (segment.change === null || !change) return <span key={index}>{segment.text}</span>;
        return <Mark key={index} change={change} index={segment.change} text={segment.text} />;
      })}
    </div>
  );
}

function Mark({ change, index, text }: { change: Change; index: number; text: string }) {
  const chosen = selected.value === index;
  const reverted = undone.value.has(index);
  const classes = ["mark", chosen && "chosen", reverted && "undone", !text && "gap"];
  return (
    <mark
      class={classes.filter(Boolean).join(" ")}
      role="button"
      tabIndex={chosen || (selected.value === null && index === 0) ? 0 : -1}
      aria-expanded={chosen}
      title={reverted ? words.value.undoneNote : undefined}
      aria-label={text ? undefined : words.value.removed(reverted ? change.after : change.before)}
      onFocus={() => select(index)}
      onClick={() => select(index)}
    >
      {text}
    </mark>
  );
}

/** Keys inside the group; a mark that is focused becomes the chosen one. */
function steer(event: KeyboardEvent): void {
  const at = selected.value;
  if (at === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const marks = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".mark");
  const total = marks.length;
  switch (event.key) {
    case "ArrowRight":
    case "ArrowDown":
      marks[(at + 1) % total]?.focus();
      break;
    case "ArrowLeft":
    case "ArrowUp":
      marks[(at - 1 + total) % total]?.focus();
      break;
    case "Home":
      marks[0]?.focus();
      break;
    case "End":
      marks[total - 1]?.focus();
      break;
    case "u":
    case "U":
    case "Delete":
    case "Backspace":
      toggle(at);
      break;
    default:
      return;
  }
  event.preventDefault();
}
