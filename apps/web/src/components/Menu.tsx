/** A menu button (WAI-ARIA: menu button) on the browser's own popover, which knows how to close and lies above all else. */

import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type ToggleEvent,
} from "react";
import { flushSync } from "react-dom";
import { Icon, type IconName } from "./Icon.tsx";

const GAP = 6;
const EDGE = 8;

/** Below its button, or above where there is more room; never over the edge of the window. */
function place(popup: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const isBelow = at.bottom + GAP + height <= innerHeight - EDGE || at.top < height + GAP;
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  const left = at.left + width <= innerWidth - EDGE ? at.left : at.right - width;
  popup.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
  popup.style.left = `${Math.max(EDGE, left)}px`;
  popup.style.opacity = "1";
}

const ITEMS = "[role^=menuitem]:not([aria-disabled=true])";

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const from = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

export function Menu({
  label,
  className,
  button,
  children,
}: {
  /** Names the menu, and its button where that shows no text. */
  readonly label: string;
  readonly className: string;
  readonly button: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const open = useRef<AbortController>(undefined);
  const [isOpen, setOpen] = useState(false);
  // There are many menus, and few are opened: what is in one is made when it is.
  const onBeforeToggle = ({ newState }: ToggleEvent): void => {
    if (newState === "open") flushSync(() => setOpen(true));
  };
  const onToggle = ({ newState, currentTarget: popup }: ToggleEvent<HTMLElement>): void => {
    if (newState === "closed") {
      open.current?.abort();
      setOpen(false);
      return;
    }
    const { signal } = (open.current = new AbortController());
    if (trigger.current !== null) place(popup, trigger.current);
    popup.querySelector<HTMLElement>(ITEMS)?.focus({ preventScroll: true });
    // What was scrolled before it opened may be told of only now.
    requestAnimationFrame(() =>
      addEventListener("scroll", () => popup.hidePopover(), { passive: true, signal }),
    );
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        popoverTarget={id}
        className={className}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={moveFocus}
        // An item that was chosen closes the menu.
        onClick={(event) => event.currentTarget.hidePopover()}
        className="fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] min-w-56 rounded-2xl border border-line bg-card p-1.5 text-base text-ink opacity-0 shadow-pop"
      >
        {isOpen && children}
      </div>
    </>
  );
}

const row =
  "flex min-h-10 w-full items-center gap-3 rounded-xl px-3 text-start hover:bg-tint focus-visible:bg-tint focus-visible:-outline-offset-2";

export function MenuItem({
  icon,
  label,
  tone = "",
  onPress,
  children,
}: {
  readonly icon: IconName;
  /** In place of what it shows. */
  readonly label?: string;
  readonly tone?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-label={label}
      onClick={onPress}
      className={`${row} ${tone}`}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

/** One of several, of which one is chosen. */
export function MenuChoice<T extends string>({
  name,
  value,
  values,
  onChange,
}: {
  readonly name: string;
  readonly value: T;
  readonly values: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}): ReactElement {
  return (
    <div role="group" aria-label={name}>
      <p aria-hidden="true" className="px-3 pt-3 pb-1 text-sm font-semibold text-soft">
        {name}
      </p>
      {values.map(([each, label]) => (
        <button
          key={each}
          type="button"
          role="menuitemradio"
          aria-checked={each === value}
          tabIndex={-1}
          onClick={() => onChange(each)}
          className={row}
        >
          <span className="size-5 text-accent">{each === value && <Icon name="check" />}</span>
          {label}
        </button>
      ))}
    </div>
  );
}
