/** Whether a form has changes that nobody has saved: whoever would leave it otherwise than by the history is asked as well. */

type Ask = (leave: () => void) => void;

let asked: Ask | undefined;

/** @returns how to ask no more */
export function askBeforeLeaving(ask: Ask): () => void {
  asked = ask;
  return () => {
    if (asked === ask) asked = undefined;
  };
}

/** Leaves at once, or after the question. */
export function leaveForm(leave: () => void): void {
  if (asked === undefined) leave();
  else asked(leave);
}
