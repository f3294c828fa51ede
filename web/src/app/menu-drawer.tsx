import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import type { MenuEntry } from "./feature.ts";

/** All menus behind one button, for screens too narrow for them. */
export function MenuDrawer({ groups }: { groups: MenuEntry[][] }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const location = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of place is what closes it
  useEffect(() => dialog.current?.close(), [location]);

  return (
    <>
      <button
        type="button"
        className="icon-button menu-button"
        aria-label={t("openMenu")}
        onClick={() => dialog.current?.showModal()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 7h16M4 12h16M4 17h16" />
        </svg>
      </button>
      <dialog ref={dialog} className="drawer" aria-label={t("mainNavigation")} closedby="any">
        <button
          type="button"
          className="icon-button"
          aria-label={t("closeMenu")}
          onClick={() => dialog.current?.close()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6l12 12M18 6L6 18" />
          </svg>
        </button>
        {groups
          .filter((entries) => entries.length > 0)
          .map((entries) => (
            <nav
              key={entries[0]?.group}
              className="drawer__group"
              aria-label={t(`${entries[0]?.group === "work" ? "workNavigation" : "mainNavigation"}`)}
            >
              {entries.map((entry) => (
                <NavLink key={entry.to} to={entry.to}>
                  {t(`nav.${entry.label}`)}
                </NavLink>
              ))}
            </nav>
          ))}
      </dialog>
    </>
  );
}
