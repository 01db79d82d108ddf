/** Short notices at the edge of the screen: a message id, so that they are said in the language of the app. */

import { createContext, useContext } from "react";
import type { MessageId } from "../i18n/locale.ts";

export type Tone = "good" | "bad";
/** A message of the app, or words of the node. */
export type Message = MessageId | { readonly words: string };
export type Notify = (message: Message, tone?: Tone) => void;

export const NoticeContext = createContext<Notify>(() => undefined);

export function useNotice(): Notify {
  return useContext(NoticeContext);
}
