/** The keyboard map, shown by `?`, with the switch that turns single keys off. */

import { useState, type ReactElement } from "react";
import { Checkbox } from "../components/fields.tsx";
import { Modal } from "../components/Modal.tsx";
import { useT } from "../i18n/useT.ts";
import { characterKeys, chooseCharacterKeys } from "../keyboard/characterKeys.ts";
import { keyboardMap } from "../keyboard/shortcuts.ts";

export default function KeyboardHelp({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useT();
  const [keys, setKeys] = useState(characterKeys);
  return (
    <Modal title={t("keys.title")} onClose={onClose}>
      <div className="grid gap-x-10 gap-y-6 px-4 pt-2 pb-6 sm:px-6 sm:grid-cols-2">
        {keyboardMap.map(([title, keys]) => (
          <section key={title}>
            <h3 className="mb-1 font-semibold text-soft">{t(title)}</h3>
            <dl>
              {keys.map(([key, name]) => (
                <div
                  key={key}
                  className="flex items-center justify-between gap-4 border-b border-line py-1.5"
                >
                  <dt>{t(name)}</dt>
                  <dd className="flex gap-1">
                    {key.split(" ").map((each) => (
                      <kbd
                        key={each}
                        className="min-w-7 rounded-md border border-edge bg-raised px-1.5 text-center font-mono text-sm"
                      >
                        {each}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-t border-line px-4 py-5 sm:px-6">
        <Checkbox
          label={t("keys.single")}
          hint={t("keys.singleHint")}
          value={keys === "on"}
          onChange={(isOn) => {
            const next = isOn ? "on" : "off";
            chooseCharacterKeys(next);
            setKeys(next);
          }}
        />
      </div>
    </Modal>
  );
}
