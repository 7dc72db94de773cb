import { render } from "preact";

import { applyPreferences } from "./state/preferences.ts";
import { start } from "./state/session.ts";
import { App } from "./view/App.tsx";

applyPreferences();
void start();
render(<App />, document.getElementById("app") ?? document.body);
