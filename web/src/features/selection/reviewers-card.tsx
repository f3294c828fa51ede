import { roles, type SelectionCall } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { usersQuery } from "../account/account-api.ts";
import { useAppoint, useDismiss } from "./selection-api.ts";
import "./selection.css";

/** Who reviews a call; the office appoints anybody who has an account. */
export function ReviewersCard({ call }: { call: SelectionCall }) {
  const { t } = useTranslation(["selection", "app"]);
  const { message } = App.useApp();
  const [email, setEmail] = useState("");
  const users = useQuery({ ...usersQuery({ email, pageSize: 20 }), enabled: email !== "" });
  const appoint = useAppoint(call.id);
  const dismiss = useDismiss(call.id);
  const roleOf = useVocabulary(roles).labelOf;
  const { reviewers = [] } = call;
  const mayChange = call.status === "draft" || call.status === "open" || call.status === "reviewing";
  const complain = (error: Error) => void message.error(error.message);
  const options = (users.data?.items ?? [])
    .filter(({ id }) => !reviewers.some((reviewer) => reviewer.id === id))
    .map((user) => ({
      value: user.id,
      label: [user.name, roleOf(user.role), user.organisation?.name].filter(Boolean).join(" · "),
    }));
  return (
    <section className="card">
      <h2>{t("reviewers")}</h2>
      {reviewers.length === 0 && <p className="muted">{t("noReviewers")}</p>}
      <ul className="plain-list">
        {reviewers.map(({ id, name, role, organisation }) => (
          <li key={id} className="reviewer-row">
            <span>
              <strong>{name}</strong>{" "}
              <span className="muted">{[roleOf(role), organisation?.name].filter(Boolean).join(" · ")}</span>
            </span>
            {mayChange && (
              <ConfirmButton
                size="small"
                question={t("ask.dismiss")}
                consequence={t("ask.dismissConsequence")}
                onConfirm={() => dismiss.mutate(id, { onError: complain })}
              >
                {t("dismiss")}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <p>
          <Select
            className="reviewer-select"
            aria-label={t("appoint")}
            placeholder={t("appointPlaceholder")}
            showSearch={{ filterOption: false, onSearch: setEmail }}
            value={null}
            loading={users.isFetching || appoint.isPending}
            notFoundContent={email === "" ? t("appointHint") : undefined}
            options={options}
            onChange={(user: string) => appoint.mutate(user, { onError: complain })}
          />
        </p>
      )}
    </section>
  );
}
