import { render } from "preact";

import { applyPreferences } from "./state/preferences.ts";
import { takeToken } from "./state/reset.ts";
import { start } from "./state/session.ts";
import { App } from "./view/App.tsx";

takeToken();
addEventListener("hashchange", takeToken);
applyPreferences();
void start();
render(<App />, document.getElementById("app") ?? document.body);
