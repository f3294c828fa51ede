import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PlainForm, SubmitButton } from "../../components/plain-form.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";

interface TokenPageProps {
  title: string;
  hint: string;
  submitLabel: string;
  isPending: boolean;
  error: Error | null;
  judge?: (values: Record<string, string>) => Record<string, string>;
  onSubmit: (token: string, values: Record<string, string>) => void;
  /** The fields. */
  children: ReactNode;
}

/** A page opened by a link that carries a secret, good for one form. */
export function TokenPage(props: TokenPageProps) {
  const { t } = useTranslation("account");
  const token = new URLSearchParams(useLocation().search).get("token");
  return (
    <div className="narrow">
      <section className="card">
        <PageHeader title={props.title} subtitle={props.hint} />
        {token === null ? (
          <EmptyState title={t("tokenMissing")} hint={t("tokenMissingHint")} />
        ) : (
          <PlainForm
            error={props.error}
            judge={props.judge}
            onSubmit={(values) => props.onSubmit(token, values)}
          >
            {props.children}
            {props.error !== null && <ProblemAlert error={props.error} />}
            <SubmitButton isPending={props.isPending}>{props.submitLabel}</SubmitButton>
          </PlainForm>
        )}
      </section>
    </div>
  );
}
