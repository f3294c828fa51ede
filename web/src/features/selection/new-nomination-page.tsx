import { type CreateNomination, STATEMENT_MAX_LENGTH } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useSession } from "../../app/session.ts";
import { showFieldErrors } from "../../components/form-problem.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { resultsQuery } from "../result/result-api.ts";
import { callsQuery, useNominate, useNominateAlone } from "./selection-api.ts";
import "./selection.css";

/** In place of a call: the result is put forward for a single decision. */
const NO_CALL = "none";

type Values = CreateNomination & { call: string };

/** An institution puts one of its published results forward, in a call or outside any. */
export default function NewNominationPage() {
  const { t } = useTranslation("selection");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [form] = Form.useForm<Values>();
  const person = useSession();
  const calls = useQuery(callsQuery({ status: "open", pageSize: 100 }));
  const results = useQuery(resultsQuery({ mine: true, status: "published", pageSize: 100 }));
  const nominate = useNominate();
  const nominateAlone = useNominateAlone();
  const call = Form.useWatch("call", form);
  const draft = useFormDraft<Partial<Values>>(
    `selection-nomination.${person?.id ?? ""}.${search.get("result") ?? search.get("call") ?? "new"}`,
  );
  const kind = person?.organisation?.kind;
  const fitting = (calls.data?.items ?? []).filter(({ nominators }) =>
    (nominators as readonly unknown[]).includes(kind),
  );
  const callOptions = [
    ...fitting.map(({ id, title, nominationsCloseOn }) => ({
      value: id,
      label: `${title}（${t("until")} ${nominationsCloseOn}）`,
    })),
    { value: NO_CALL, label: t("form.noCall") },
  ];
  const resultOptions = (results.data?.items ?? [])
    .filter(({ selection }) => selection?.state !== "selected")
    .map(({ id, title }) => ({ value: id, label: title }));
  const error = nominate.error ?? nominateAlone.error;

  const finish = {
    onSuccess: async () => {
      draft.discard();
      void message.success(t("nominated"));
      await navigate("/workspace/nominations");
    },
    onError: (problem: Error) => void showFieldErrors(form, problem),
  };
  const send = (values: Values) =>
    values.call === NO_CALL ? nominateAlone.mutate(values.result, finish) : nominate.mutate(values, finish);
  const required = (label: string) => [{ required: true, message: t("required", { label }) }];
  return (
    <>
      <PageHeader title={t("nominate")} subtitle={t("nominateHint")} />
      {error !== null && <ProblemAlert error={error} />}
      <Form<Values>
        className="call-form"
        form={form}
        layout="vertical"
        initialValues={
          draft.restored ?? {
            result: search.get("result") ?? undefined,
            call: search.get("call") ?? undefined,
          }
        }
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={send}
      >
        <Form.Item
          name="result"
          label={t("result")}
          extra={t("form.resultHint")}
          rules={required(t("result"))}
        >
          <Select
            options={resultOptions}
            loading={results.isPending}
            showSearch={{ optionFilterProp: "label" }}
            notFoundContent={t("form.noResults")}
          />
        </Form.Item>
        <Form.Item name="call" label={t("call")} rules={required(t("call"))}>
          <Select options={callOptions} loading={calls.isPending} />
        </Form.Item>
        {call !== NO_CALL && (
          <Form.Item
            name="statement"
            label={t("statement")}
            extra={t("form.statementHint")}
            rules={[{ required: true, whitespace: true, message: t("required", { label: t("statement") }) }]}
          >
            <Input.TextArea rows={6} maxLength={STATEMENT_MAX_LENGTH} showCount />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={nominate.isPending || nominateAlone.isPending}>
          {t("nominate")}
        </Button>
      </Form>
    </>
  );
}
