import { tongue } from "../state/preferences.ts";
import { info, profile, signOut, speak } from "../state/session.ts";
import { words } from "../words/index.ts";
import { Logo } from "./Icon.tsx";
import { openSignIn } from "./SignIn.tsx";
import { ThemeButton, TongueSwitch } from "./Switches.tsx";

export function Header() {
  return (
    <header class="bar">
      <a class="brand" href="/">
        <Logo />
        <span>ToneBridge</span>
      </a>
      <div class="bar-end">
        <TongueSwitch chosen={tongue.value} choose={speak} />
        <ThemeButton />
        <a class="quiet" href="/docs">
          {words.value.apiDocs}
        </a>
        {info.value && <Account />}
      </div>
    </header>
  );
}

function Account() {
  const who = profile.value;
  if (!who) {
    return (
      <button type="button" class="small" onClick={() => openSignIn()}>
        {words.value.signIn}
      </button>
    );
  }
  return (
    <>
      <span class="who" title={words.value.account(who.email, who.tenant)}>
        {who.email}
      </span>
      <button type="button" class="small" onClick={() => void signOut()}>
        {words.value.signOut}
      </button>
    </>
  );
}
