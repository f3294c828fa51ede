import { Button, Form } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";

interface TokenPageProps<Values> {
  title: string;
  hint: string;
  submitLabel: string;
  isPending: boolean;
  /** What went wrong, if anything. */
  problem: ReactNode;
  onSubmit: (token: string, values: Values) => void;
  /** The fields. */
  children: ReactNode;
}

/** A page opened by a link that carries a secret, good for one form. */
export function TokenPage<Values extends object>(props: TokenPageProps<Values>) {
  const { t } = useTranslation("account");
  const token = new URLSearchParams(useLocation().search).get("token");
  return (
    <div className="narrow">
      <section className="card">
        <PageHeader title={props.title} subtitle={props.hint} />
        {token === null ? (
          <EmptyState title={t("tokenMissing")} hint={t("tokenMissingHint")} />
        ) : (
          <Form<Values> layout="vertical" onFinish={(values) => props.onSubmit(token, values)}>
            {props.children}
            {props.problem}
            <Button type="primary" htmlType="submit" size="large" block loading={props.isPending}>
              {props.submitLabel}
            </Button>
          </Form>
        )}
      </section>
    </div>
  );
}
