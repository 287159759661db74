// Chooses the view: starting, sign-in, or the app.
import { Fragment } from "preact";
import { useEffect } from "preact/hooks";

import { AppContext, ChatContext, useApp, type App } from "./app_context.ts";

import { UiContext } from "../ui/ui_context.ts";
import { tUi } from "../ui/words.ts";
import { tApp } from "./words.ts";

import { SignInColumn } from "../sign_in/sign_in_column.tsx";
import { GlobalKeys } from "./shortcuts/global_shortcuts.tsx";
import { AppShell } from "./app_shell.tsx";
import { NoticeList } from "../ui/notice_list.tsx";
import { signInChunk } from "./chunks.ts";
import { lazy, type LazyOptions } from "../ui/lazy/lazy.tsx";

const inSignIn: LazyOptions<object> = {
  waiting: () => <main class="sign-in" aria-busy="true" aria-label={tUi("loading")} />,
  frame: (message) => <SignInColumn title="Confab">{message}</SignInColumn>,
  isOpened: true,
};
const Join = lazy(signInChunk, ({ Join }) => Join, inSignIn);
const NotFound = lazy(signInChunk, ({ NotFound }) => NotFound, inSignIn);
const Reset = lazy(signInChunk, ({ Reset }) => Reset, inSignIn);
const Setup = lazy(signInChunk, ({ Setup }) => Setup, inSignIn);
const SignIn = lazy(signInChunk, ({ SignIn }) => SignIn, inSignIn);

export function AppView({ app }: { app: App }) {
  return (
    <AppContext.Provider value={app}>
      <UiContext.Provider value={app}>
        <CurrentView />
        {/* A modal dialog makes the page inert: notices are then shown inside the dialog. */}
        <NoticeList isQuiet={app.dialog.value !== null} />
      </UiContext.Provider>
    </AppContext.Provider>
  );
}

function CurrentView() {
  const { phase: phases, router, dialog, start } = useApp();
  const phase = phases.value;
  const route = router.route.value;
  useEffect(() => {
    if (phase.name === "setup" || phase.name === "signedOut")
      document.title = phase.info.workspaceName || "Confab";
    else if (phase.name !== "signedIn") document.title = "Confab";
  }, [phase, route]);
  switch (phase.name) {
    case "starting":
      return <main class="sign-in" aria-busy="true" aria-label={tApp("starting")} />;
    case "unreachable":
      return (
        <SignInColumn title="Confab" lead={tApp("unreachable")}>
          <button type="button" class="button is-main" onClick={() => void start()}>
            {tUi("tryAgain")}
          </button>
        </SignInColumn>
      );
    case "setup":
      return <Setup info={phase.info} />;
    case "signedOut":
      if (route.view === "join") return <Join key={route.secret} info={phase.info} secret={route.secret} />;
      if (route.view === "reset") return <Reset info={phase.info} secret={route.secret} />;
      if (route.view === "missing") return <NotFound workspaceName={phase.info.workspaceName} />;
      return <SignIn info={phase.info} isOver={phase.isOver} />;
    case "signedIn":
      if (route.view === "missing") return <NotFound workspaceName={phase.chat.state.value.workspace.name} />;
  }
  return (
    <ChatContext.Provider key={phase.signInNumber} value={phase.chat}>
      <AppShell />
      <GlobalKeys />
      {dialog.value && <Fragment key={dialog.value.id}>{dialog.value.draw()}</Fragment>}
    </ChatContext.Provider>
  );
}
