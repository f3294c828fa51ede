import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What to do next. */
  hint?: string;
  /** Links or buttons that do it. */
  children?: ReactNode;
}

export function EmptyState({ title, hint, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <svg className="empty__picture" viewBox="0 0 120 64" aria-hidden="true">
        <path d="M62 6v34H34z" />
        <path d="M67 16v24h18z" />
        <path className="empty__sea" d="M8 52c13 0 13-6 26-6s13 6 26 6 13-6 26-6 13 6 26 6" />
      </svg>
      <h2 className="empty__title">{title}</h2>
      {hint !== undefined && <p className="muted">{hint}</p>}
      {children !== undefined && <div className="row center">{children}</div>}
    </div>
  );
}
