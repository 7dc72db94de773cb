import type { Problem } from "../api/problem.ts";
import { words } from "../words/index.ts";

interface Props {
  problem: Problem;
  id?: string;
}

/** A refusal, read out at once: what happened, and what to do about it. */
export function ProblemNote({ problem, id }: Props) {
  const said = told(problem);
  return (
    <div class="problem" role="alert" id={id}>
      <p class="problem-title">{said.title}</p>
      {said.detail && said.detail !== said.title && <p>{said.detail}</p>}
      {said.remedy && said.remedy !== said.detail && <p>{said.remedy}</p>}
    </div>
  );
}

function told(problem: Problem): { title: string; detail: string; remedy: string | null } {
  if (problem.status > 0) return problem;
  const { unreachable, unreachableRemedy } = words.value;
  return { title: unreachable, detail: "", remedy: unreachableRemedy };
}
