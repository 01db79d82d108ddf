/** Starts the app: the one place that knows which kind of node it is on. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { nodeHere } from "./adapters/here.ts";
import { forgetOtherDrafts } from "./composer/draft.ts";
import { activateBest } from "./i18n/locale.ts";
import { forgetOtherSessions } from "./offline/keptAnswers.ts";
import { startServiceWorker } from "./offline/startServiceWorker.ts";
import { Root } from "./Root.tsx";
import { applyTheme } from "./shell/theme.ts";
import { makeWorld, warmUp } from "./world.ts";
import "./styles/app.css";

applyTheme();
const node = await nodeHere();
const forget = (): void => {
  const id = node.session.current()?.id;
  forgetOtherDrafts(id);
  void forgetOtherSessions(id);
};
node.session.subscribe(forget);
forget();
const first = makeWorld(node);
if (["/", "/home"].includes(location.pathname)) warmUp(first);
await activateBest();
const container = document.getElementById("root");
if (container === null) throw new Error("index.html has no #root");
createRoot(container).render(
  <StrictMode>
    <Root node={node} first={first} />
  </StrictMode>,
);
void startServiceWorker();
