import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './tabs.module.css';

/** Parts of a page, one seen at a time. Arrow keys, Home and End go from one to the other. */
export function Tabs<Value extends string>(props: {
  label: string;
  value: Value;
  tabs: readonly { readonly value: Value; readonly label: string; readonly note?: ReactNode }[];
  onChange: (value: Value) => void;
  children: ReactNode;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const place = props.tabs.findIndex(({ value }) => value === props.value);
  // Where they do not all fit, the open one is in view, also for those who come by a link to it.
  useEffect(() => {
    const open = list.current?.children[place];
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [place]);
  const goByKey = (event: KeyboardEvent) => {
    const next = NEXT[event.key]?.(place, props.tabs.length);
    const tab = next === undefined ? undefined : props.tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    props.onChange(tab.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label={props.label} className={styles.list} onKeyDown={goByKey} tabIndex={-1}>
        {props.tabs.map(({ value, label, note }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}`}
            aria-selected={value === props.value}
            aria-controls={`${id}-panel`}
            tabIndex={value === props.value ? 0 : -1}
            className={styles.tab}
            onClick={() => props.onChange(value)}
          >
            {label}
            {note}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.value}`} className={styles.panel}>
        {props.children}
      </div>
    </>
  );
}

const NEXT: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};
