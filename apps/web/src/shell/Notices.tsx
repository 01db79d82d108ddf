/** Shows short notices for a few seconds, and has them read out. */

import { useCallback, useRef, useState, type ReactElement, type ReactNode } from "react";
import { NoticeContext, type Message, type Notify, type Tone } from "../hooks/notice.ts";
import { useT } from "../i18n/useT.ts";

const SHOWN_MILLIS = 5_000;

export function Notices({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useT();
  const [notice, setNotice] = useState<{ message: Message; tone: Tone }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const notify = useCallback<Notify>((message, tone = "good") => {
    clearTimeout(timer.current);
    setNotice({ message, tone });
    timer.current = setTimeout(() => setNotice(undefined), SHOWN_MILLIS);
  }, []);
  return (
    <NoticeContext.Provider value={notify}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-24 z-50 flex justify-center md:bottom-6"
      >
        {notice !== undefined && (
          <p
            className={`animate-rise rounded-full border bg-card px-5 py-2.5 font-medium shadow-pop ${
              notice.tone === "bad" ? "border-bad text-bad" : "border-line text-ink"
            }`}
          >
            {typeof notice.message === "string" ? t(notice.message) : notice.message.words}
          </p>
        )}
      </div>
    </NoticeContext.Provider>
  );
}
