import { roles } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PlainForm, SubmitButton } from "../../components/plain-form.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { type Credentials, demoAccountsQuery, useSignIn } from "./account-api.ts";
import "./account.css";
import { CurrentPasswordField, EmailField } from "./account-fields.tsx";
import { nextPathOf } from "./next-path.ts";

export default function LoginPage() {
  const { t } = useTranslation("account");
  const location = useLocation();
  const navigate = useNavigate();
  const demoAccounts = useQuery(demoAccountsQuery).data?.items ?? [];
  const roleOf = useVocabulary(roles).labelOf;
  const signIn = useSignIn();
  const notice: unknown = location.state?.notice;
  const submit = (credentials: Credentials) =>
    signIn.mutate(credentials, {
      onSuccess: ({ role }) => navigate(nextPathOf(location.search, role), { replace: true }),
    });

  return (
    <div className="narrow stack">
      <section className="card">
        <PageHeader title={t("loginTitle")} />
        {typeof notice === "string" && (
          <p className="alert alert--info" role="status">
            {notice}
          </p>
        )}
        {signIn.isError && <ProblemAlert error={signIn.error} />}
        <PlainForm
          error={signIn.error}
          onSubmit={({ email = "", password = "" }) => submit({ email, password })}
        >
          <EmailField />
          <CurrentPasswordField name="password" label={t("password")} />
          <SubmitButton isPending={signIn.isPending}>{t("login")}</SubmitButton>
        </PlainForm>
        <p className="form-foot">
          {t("noAccount")} <Link to="/register">{t("registerLink")}</Link>
        </p>
        <p className="muted">{t("forgot")}</p>
      </section>
      {demoAccounts.length > 0 && (
        <section className="card">
          <h2>{t("demoTitle")}</h2>
          <p className="muted">{t("demoHint")}</p>
          <ul className="plain-list demo-accounts">
            {demoAccounts.map(({ email, password, role }) => (
              <li key={email}>
                <button
                  type="button"
                  className="demo-account"
                  disabled={signIn.isPending}
                  onClick={() => submit({ email, password })}
                >
                  <strong>{roleOf(role)}</strong>
                  <span className="muted">{email}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
