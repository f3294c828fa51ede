import { roles } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { useVocabulary } from "../i18n/use-vocabulary.ts";
import { request } from "./http.ts";
import { changePerson, useSession } from "./session.ts";

/** Sign in and register for a stranger; the account's own pages and sign out for a person. */
export function AccountMenu() {
  const { t } = useTranslation();
  const person = useSession();
  const menu = useRef<HTMLDivElement>(null);
  const location = useLocation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const roleOf = useVocabulary(roles).labelOf;
  const signOut = useMutation({
    mutationFn: () => request<void>("/api/auth/logout", { method: "POST" }),
    onSuccess: async () => {
      // First away from a page that would ask the stranger to sign in.
      await navigate("/");
      await changePerson(queryClient, null);
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of place is what closes it
  useEffect(() => menu.current?.hidePopover?.(), [location]);

  if (person === undefined) return <span className="account-placeholder" />;
  if (person === null) {
    return (
      <>
        <Link className="text-button narrow-hidden" to="/register">
          {t("register")}
        </Link>
        <Link className="button button--primary button--small" to="/login">
          {t("signIn")}
        </Link>
      </>
    );
  }
  return (
    <>
      <button type="button" className="account-button" popoverTarget="account-menu">
        <span className="avatar" data-initial={Array.from(person.name)[0]} />
        <span className="visually-hidden">{t("accountOf", { name: person.name })}</span>
        <span className="narrow-hidden" aria-hidden="true">
          {person.name}
        </span>
      </button>
      <div id="account-menu" ref={menu} popover="auto" className="account-menu">
        <p>
          <strong>{person.name}</strong>
          <br />
          <span className="muted">
            {roleOf(person.role)}
            {person.organisation !== null && ` · ${person.organisation.name}`}
          </span>
          <br />
          <span className="muted">{person.email}</span>
        </p>
        {person.organisation !== null && <Link to="/workspace/organisation">{t("organisation")}</Link>}
        <Link to="/account">{t("account")}</Link>
        <button type="button" onClick={() => signOut.mutate()} disabled={signOut.isPending}>
          {t("signOut")}
        </button>
        {signOut.isError && <p role="alert">{signOut.error.message}</p>}
      </div>
    </>
  );
}
