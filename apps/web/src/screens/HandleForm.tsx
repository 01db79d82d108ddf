/** Choosing one's name: the rules are said, and what is wrong is told while it is written (spec 04: Local Handle Format). */

import { useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { RuleList } from "../components/RuleList.tsx";
import { useInstance } from "../hooks/useInstance.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import type { HandleFault, Registration } from "../ports/registration.ts";

const texts: Readonly<Record<HandleFault["code"], MessageId>> = {
  invalid: "signUp.invalid",
  reserved: "signUp.reserved",
  taken: "signUp.taken",
  registered: "signUp.registered",
  unpaid: "signUp.unpaid",
};

export function HandleForm({
  registration,
  onDone,
}: {
  readonly registration: Registration;
  readonly onDone: () => void;
}): ReactElement {
  const t = useT();
  const instance = useInstance();
  const [written, setWritten] = useState("");
  const handle = useDeferredValue(written.trim().toLowerCase());
  const { data: checked } = useQuery({
    queryKey: ["handle", handle],
    queryFn: async () => ({ fault: await registration.check(handle) }),
    enabled: handle !== "",
  });
  const claim = useMutation({
    mutationFn: (wanted: string) => registration.register(wanted),
    onSuccess: (fault) => {
      if (fault === undefined || fault.code === "registered") onDone();
    },
  });
  const fault = claim.variables === handle ? (claim.data ?? checked?.fault) : checked?.fault;
  const isFree = handle !== "" && checked !== undefined && fault === undefined;
  return (
    <form
      className="space-y-4 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (handle !== "") claim.mutate(handle);
      }}
    >
      <label htmlFor="handle" className="text-lg font-semibold">
        {t("signUp.handle")}
      </label>
      <div className="mt-1 flex items-center gap-2 rounded-xl border border-edge bg-paper px-3 focus-within:border-accent">
        <span aria-hidden="true" className="text-soft">
          @
        </span>
        <input
          id="handle"
          value={written}
          maxLength={30}
          autoFocus
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          aria-describedby="handle-rules handle-verdict"
          aria-invalid={fault !== undefined}
          onChange={(event) => setWritten(event.target.value)}
          className="min-h-11 min-w-0 flex-1 bg-transparent outline-none"
        />
        <span className="text-soft">{instance === undefined ? "" : `@${instance.domain}`}</span>
      </div>
      <p id="handle-rules" className="text-sm text-soft">
        {t("signUp.rules")}
      </p>
      <p
        id="handle-verdict"
        role="status"
        className={`min-h-6 font-medium ${fault === undefined ? "text-soft" : "text-bad"}`}
      >
        {fault !== undefined
          ? t(texts[fault.code], { payee: fault.code === "unpaid" ? fault.payee : "" })
          : claim.error !== null
            ? t("error.offline")
            : isFree
              ? t("signUp.free", { handle })
              : ""}
      </p>
      {instance?.rules !== undefined && instance.rules.length > 0 && (
        <section>
          <h2 className="mb-2 font-semibold">{t("about.agree")}</h2>
          <RuleList rules={instance.rules} />
        </section>
      )}
      <Button type="submit" disabled={!isFree || claim.isPending}>
        {t("signUp.claim")}
      </Button>
    </form>
  );
}
