import { render } from "preact";

import { DocsApp } from "./docs/DocsApp.tsx";
import { load } from "./docs/state.ts";
import { applyPreferences } from "./state/preferences.ts";

applyPreferences();
void load();
render(<DocsApp />, document.getElementById("app") ?? document.body);
