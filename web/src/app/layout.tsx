import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { i18n } from "../i18n/i18n.ts";
import { AccountMenu } from "./account-menu.tsx";
import { DegradedBanner } from "./degraded-banner.tsx";
import { type MenuEntry, mayOpen } from "./feature.ts";
import { features } from "./features.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import "./layout.css";
import { MenuDrawer } from "./menu-drawer.tsx";
import { SearchLauncher } from "./search-launcher.tsx";
import { useSession } from "./session.ts";

const headerItems = features.flatMap(({ headerItem, headerStrings = [] }) =>
  headerItem === undefined
    ? []
    : [
        lazy(async () => {
          const [item] = await Promise.all([headerItem(), i18n.loadNamespaces([...headerStrings])]);
          return item;
        }),
      ],
);

function useMenu(group: MenuEntry["group"]): MenuEntry[] {
  const person = useSession() ?? null;
  return features
    .flatMap((feature) => feature.menu ?? [])
    .filter((entry) => entry.group === group && mayOpen(entry.access, person));
}

export function Layout() {
  const { t } = useTranslation();
  const session = useSession();
  const marketMenu = useMenu("market");
  const workMenu = useMenu("work");
  const { state } = useNavigation();
  const main = useFocusOnNavigation();

  return (
    <div className="layout">
      <a className="skip-link" href="#main">
        {t("skipToContent")}
      </a>
      {state === "loading" && <div className="progress" role="progressbar" aria-label={t("loading")} />}
      <header className="header">
        <div className="header__bar">
          <MenuDrawer groups={[marketMenu, workMenu]} />
          <Link to="/" className="brand">
            <img src="/icon.svg" alt="" width="32" height="32" />
            <span className="brand__long">{t("brand")}</span>
            <span className="brand__short">{t("brandShort")}</span>
          </Link>
          <nav className="header__nav" aria-label={t("mainNavigation")}>
            <MenuLinks entries={marketMenu} />
          </nav>
          <div className="header__tools">
            <SearchLauncher />
            <LanguageSwitch />
            {session != null && (
              <Suspense fallback={null}>
                {headerItems.map((HeaderItem, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed when the application starts
                  <HeaderItem key={index} />
                ))}
              </Suspense>
            )}
            <AccountMenu />
          </div>
        </div>
        {workMenu.length > 0 && (
          <nav className="work-nav" aria-label={t("workNavigation")}>
            <MenuLinks entries={workMenu} />
          </nav>
        )}
      </header>
      <DegradedBanner />
      <main id="main" className="page" ref={main} tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="footer">
        <span>{t("footer")}</span>
        <a href="/docs">{t("apiDocs")}</a>
      </footer>
      <ScrollRestoration />
    </div>
  );
}

function MenuLinks({ entries }: { entries: MenuEntry[] }) {
  const { t } = useTranslation();
  return entries.map((entry) => (
    <NavLink key={entry.to} to={entry.to}>
      {t(`nav.${entry.label}`)}
    </NavLink>
  ));
}

/** Moves the focus to a page when it opens, so that a screen reader starts there and not at the header again. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const lastPathname = useRef(pathname);
  useEffect(() => {
    if (lastPathname.current === pathname) return;
    lastPathname.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
