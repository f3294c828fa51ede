import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { request } from "../../app/http.ts";
import { useSession } from "../../app/session.ts";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { sentState, UnsavedChangesGuard } from "../../components/unsaved-changes-guard.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import type { Publication, PublicationKind } from "./publication-api.ts";

interface PublicationFormProps<Values> {
  kind: PublicationKind;
  /** Of the text being changed and its revision, so that a draft never lies over newer content. */
  draftKey: string;
  initialValues: Values;
  /** A published text keeps its status when it is saved; a draft may be published with the same button press. */
  isPublished: boolean;
  save: (values: Values) => Promise<Publication>;
  /** What goes with publishing beside the text's id. */
  publishBodyOf?: (values: Values) => object;
  /** The fields. */
  children: ReactNode;
}

/** A form for a demand or a result: keeps a draft, sends, shows each refusal at its field, and publishes if asked. */
export function PublicationForm<Values extends object>(props: PublicationFormProps<Values>) {
  const { kind, draftKey, initialValues, isPublished, save, publishBodyOf, children } = props;
  const { t } = useTranslation(["publication", "app"]);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const person = useSession();
  const [form] = Form.useForm<Values>();
  const draft = useFormDraft<Values>(`${kind}.${draftKey}.${person?.id}`);
  const [isRestored, setRestored] = useState(draft.restored !== null);
  const [isDirty, setDirty] = useState(draft.restored !== null);
  const [sending, setSending] = useState<"save" | "publish" | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);

  const send = async (intent: "save" | "publish") => {
    const values = await form.validateFields().catch(({ errorFields }) => {
      form.scrollToField(errorFields[0].name, { block: "center", focus: true });
      return null;
    });
    if (values === null) return;
    setSending(intent);
    setProblem(null);
    try {
      const text = await save(values as Values);
      draft.discard();
      setDirty(false);
      if (intent === "publish") await publish(text.id, publishBodyOf?.(values as Values) ?? {});
      else void message.success(isPublished ? t("form.changesSaved") : t("form.draftSaved"));
      await queryClient.invalidateQueries({ queryKey: [kind] });
      await navigate(`/${kind}/${text.id}`, { state: sentState });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!showFieldErrors(form, error)) setProblem(error);
    } finally {
      setSending(null);
    }
  };

  // The text is saved by now: where only its publishing is refused, its own page says so and offers it again.
  const publish = async (id: string, body: object) => {
    try {
      await request(`/api/${kind}/${id}/publish`, { method: "POST", body });
      void message.success(t("done.publish"));
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="stack"
      initialValues={{ ...initialValues, ...draft.restored }}
      scrollToFirstError
      onValuesChange={() => {
        setDirty(true);
        draft.keep(form.getFieldsValue(true));
      }}
    >
      <UnsavedChangesGuard when={isDirty} />
      {isRestored && (
        <div className="alert alert--info row" role="status">
          <span>{t("app:draft.restored")}</span>
          <Button
            size="small"
            onClick={() => {
              draft.discard();
              form.setFieldsValue(initialValues as Parameters<typeof form.setFieldsValue>[0]);
              setRestored(false);
              setDirty(false);
            }}
          >
            {t("app:draft.discard")}
          </Button>
        </div>
      )}
      {children}
      {problem !== null && <ProblemAlert error={problem} />}
      <div className="row publication-form__actions">
        {isPublished ? (
          <Button type="primary" loading={sending === "save"} onClick={() => void send("save")}>
            {t("form.saveChanges")}
          </Button>
        ) : (
          <>
            <Button
              type="primary"
              loading={sending === "publish"}
              disabled={sending !== null}
              onClick={() => void send("publish")}
            >
              {t("form.saveAndPublish")}
            </Button>
            <Button
              loading={sending === "save"}
              disabled={sending !== null}
              onClick={() => void send("save")}
            >
              {t("form.saveDraft")}
            </Button>
          </>
        )}
      </div>
    </Form>
  );
}
