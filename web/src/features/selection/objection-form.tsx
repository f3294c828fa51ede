import type { CreateObjection } from "@market/shared";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { objectToBatch } from "./selection-api.ts";

const empty: CreateObjection = { name: "", contact: "", text: "" };

/** Anybody's objection to an announced batch. Plain fields: the page is a public one without the component library. */
export function ObjectionForm({ callId }: { callId: string }) {
  const { t } = useTranslation("selection");
  const [values, setValues] = useState(empty);
  const { mutate, isPending, isSuccess, data, error } = useMutation({
    mutationFn: (body: CreateObjection) => objectToBatch(callId, body),
  });
  if (isSuccess) {
    return (
      <p className="alert alert--info" role="status">
        {t("objectionReceived")} <code>{data.id}</code>
      </p>
    );
  }
  const set = (name: keyof CreateObjection) => (event: { target: { value: string } }) =>
    setValues({ ...values, [name]: event.target.value });
  return (
    <form
      className="stack objection-form"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(values);
      }}
    >
      <label>
        {t("objection.name")}
        <input
          className="input"
          required
          maxLength={120}
          autoComplete="name"
          value={values.name}
          onChange={set("name")}
        />
      </label>
      <label>
        {t("objection.contact")}
        <input
          className="input"
          required
          minLength={3}
          maxLength={200}
          value={values.contact}
          onChange={set("contact")}
        />
      </label>
      <label>
        {t("objection.text")}
        <textarea className="input" required maxLength={2000} value={values.text} onChange={set("text")} />
      </label>
      <p className="muted">{t("objection.privacy")}</p>
      {error !== null && <ProblemAlert error={error} />}
      <div>
        <button type="submit" className="button button--primary" disabled={isPending}>
          {t("objection.send")}
        </button>
      </div>
    </form>
  );
}
