/** Starts the app: the one place that knows which kind of node it is on. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { nodeHere } from "./adapters/here.ts";
import { activateBest } from "./i18n/locale.ts";
import { focusedAt } from "./keyboard/focused.ts";
import { forgetOtherSessions } from "./offline/keptAnswers.ts";
import { ownerOf } from "./offline/owner.ts";
import { startServiceWorker } from "./offline/startServiceWorker.ts";
import { basePath } from "./ports/elsewhere.ts";
import type { NodePorts } from "./ports/node.ts";
import { Root } from "./Root.tsx";
import { applyTheme } from "./shell/theme.ts";
import { makeWorld, warmUp } from "./world.ts";
import "./styles/app.css";

applyTheme();
const node = await nodeHere();
if (node !== undefined) await start(node);

/** Nobody who does not press a key needs it; until it is there, the next key may have led to another screen. */
async function keepFocus(): Promise<void> {
  const before = [focusedAt(document.activeElement)];
  const note = ({ target }: FocusEvent): unknown => before.push(focusedAt(target));
  addEventListener("focusin", note);
  const keeper = await import("./keyboard/keepFocus.ts");
  removeEventListener("focusin", note);
  keeper.keepFocus(before);
}

async function start(ports: NodePorts): Promise<void> {
  const base = basePath(ports.guestAt);
  const forget = (): void => void forgetOtherSessions(ownerOf(ports));
  ports.session.subscribe(forget);
  forget();
  const first = makeWorld(ports);
  if (["", "/", "/home"].some((path) => location.pathname === base + path)) warmUp(first);
  await activateBest();
  const container = document.getElementById("root");
  if (container === null) throw new Error("index.html has no #root");
  createRoot(container).render(
    <StrictMode>
      <Root node={ports} first={first} />
    </StrictMode>,
  );
  void startServiceWorker();
  addEventListener("keydown", () => void keepFocus(), { once: true });
}
