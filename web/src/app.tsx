import { render } from "preact";

import { applyPreferences } from "./state/preferences.ts";
import { takeToken } from "./state/reset.ts";
import { noticeSpentLink, start } from "./state/session.ts";
import { App } from "./view/App.tsx";

takeToken();
noticeSpentLink();
addEventListener("hashchange", takeToken);
applyPreferences();
void start();
render(<App />, document.getElementById("app") ?? document.body);
