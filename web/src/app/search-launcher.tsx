import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const SearchDialog = lazy(() => import("./search-dialog.tsx"));

/** Opens the search over everything, by its button or by Ctrl+K (⌘K) or `/` from wherever one is. */
export function SearchLauncher() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const openByKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", openByKey);
    return () => window.removeEventListener("keydown", openByKey);
  }, []);

  return (
    <>
      <button
        type="button"
        className="search-launcher"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K /"
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="11" cy="11" r="6.5" />
          <path d="M16 16l4.5 4.5" />
        </svg>
        <span className="search-launcher__label">{t("everything.open")}</span>
        <kbd className="narrow-hidden">Ctrl K</kbd>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function isShortcut(event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return true;
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
  return event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
}
