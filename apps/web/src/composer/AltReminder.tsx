/** Asks once, gently, whether media shall go out without a description. */

import { useEffect, useRef, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { useT } from "../i18n/useT.ts";

export function AltReminder({
  count,
  onDescribe,
  onPublish,
}: {
  readonly count: number;
  readonly onDescribe: () => void;
  readonly onPublish: () => void;
}): ReactElement {
  const t = useT();
  const describe = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    describe.current?.focus();
    describe.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section role="alert" className="rounded-2xl bg-warn p-4 text-on-warn">
      <p className="font-medium">{t("compose.undescribed", { count })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button ref={describe} onClick={onDescribe}>
          {t("compose.describeNow")}
        </Button>
        <Button look="plain" className="text-on-warn underline" onClick={onPublish}>
          {t("compose.publishAnyway")}
        </Button>
      </div>
    </section>
  );
}
