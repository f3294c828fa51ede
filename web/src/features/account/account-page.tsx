import type { NotificationKind } from "@market/shared";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { changePerson } from "../../app/session.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { PlainForm, SubmitButton } from "../../components/plain-form.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { deleteAccount, preferencesQuery, savePreferences } from "./account-api.ts";
import { CurrentPasswordField } from "./account-fields.tsx";
import { kindsOf, topics } from "./notification-topics.ts";

/** What is a person's own to decide: what they are told of, a copy of what is kept about them, and its end. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const preferences = useQuery(preferencesQuery);
  if (preferences.isPending) return <PageSkeleton />;
  return (
    <div className="narrow stack">
      <PageHeader title={t("accountTitle")} />
      {preferences.isLoadingError ? (
        <ProblemAlert error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : (
        <NotificationChoices quietKinds={preferences.data.quietKinds} />
      )}
      <section className="card">
        <h2>{t("changeTitle")}</h2>
        <p className="muted">{t("changeHint")}</p>
        <Link className="button" to="/account/password">
          {t("change")}
        </Link>
      </section>
      <section className="card">
        <h2>{t("exportTitle")}</h2>
        <p className="muted">{t("exportHint")}</p>
        <a className="button" href="/api/account/export" download>
          {t("export")}
        </a>
      </section>
      <EndOfAccount />
    </div>
  );
}

function NotificationChoices({ quietKinds }: { quietKinds: readonly NotificationKind[] }) {
  const { t } = useTranslation("account");
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: savePreferences,
    onSuccess: (saved) => queryClient.setQueryData(preferencesQuery.queryKey, saved),
  });
  const change = (kinds: readonly NotificationKind[], isTold: boolean) => {
    const others = quietKinds.filter((kind) => !kinds.includes(kind));
    save.mutate({ quietKinds: isTold ? others : [...others, ...kinds] });
  };
  return (
    <section className="card">
      <h2 id="told-of">{t("toldOf")}</h2>
      <p className="muted">{t("toldOfHint")}</p>
      <ul className="plain-list" aria-labelledby="told-of">
        {topics.map((topic) => {
          const kinds = kindsOf(topic);
          return (
            <li key={topic}>
              <label className="plain-form__choice">
                <input
                  type="checkbox"
                  checked={!kinds.every((kind) => quietKinds.includes(kind))}
                  disabled={save.isPending}
                  onChange={(event) => change(kinds, event.target.checked)}
                />
                {t(`topic.${topic}`)}
              </label>
            </li>
          );
        })}
      </ul>
      {save.isError && <ProblemAlert error={save.error} />}
    </section>
  );
}

function EndOfAccount() {
  const { t } = useTranslation("account");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: deleteAccount,
    onSuccess: async () => {
      // First away from a page that would ask the stranger to sign in.
      await navigate("/");
      await changePerson(queryClient, null);
    },
  });
  return (
    <section className="card">
      <h2>{t("endTitle")}</h2>
      <p>{t("endHint")}</p>
      <details>
        <summary>{t("endOpen")}</summary>
        <PlainForm error={end.error} onSubmit={({ password = "" }) => end.mutate({ password })}>
          <CurrentPasswordField name="password" label={t("endPassword")} />
          {end.isError && <ProblemAlert error={end.error} />}
          <SubmitButton isPending={end.isPending}>{t("end")}</SubmitButton>
        </PlainForm>
      </details>
    </section>
  );
}
