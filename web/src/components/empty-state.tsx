import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** Where it stands for the whole page, its title is the page's. */
  isPage?: boolean;
  /** What to do next. */
  hint?: string;
  /** Links or buttons that do it. */
  children?: ReactNode;
}

export function EmptyState({ title, isPage = false, hint, children }: EmptyStateProps) {
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="empty">
      <svg className="empty__picture" viewBox="0 0 120 64" aria-hidden="true">
        <path d="M62 6v34H34z" />
        <path d="M67 16v24h18z" />
        <path className="empty__sea" d="M8 52c13 0 13-6 26-6s13 6 26 6 13-6 26-6 13 6 26 6" />
      </svg>
      <Title className="empty__title">{title}</Title>
      {hint !== undefined && <p className="muted">{hint}</p>}
      {children !== undefined && <div className="row center">{children}</div>}
    </div>
  );
}
