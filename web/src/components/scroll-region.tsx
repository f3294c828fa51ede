import type { ReactNode } from "react";

interface ScrollRegionProps {
  /** What is in it, for who cannot see it. */
  label: string;
  className: string;
  children: ReactNode;
}

/** Something wider than a phone, that is moved sideways by finger or, once it has the focus, by arrow keys. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus, or keys cannot move it
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
