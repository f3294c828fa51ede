import { type Nomination, type ReviewNomination, weightedScore } from "@market/shared";
import { App, Button, Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../app/session.ts";
import { showFieldErrors } from "../../components/form-problem.ts";
import { DayText } from "../../components/instant-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { useReview } from "./selection-api.ts";

interface ReviewFormProps {
  nomination: Nomination;
  onSent: () => void;
}

/** One reviewer's scores of one nomination; what is typed stays on the device until it is sent. */
export function ReviewForm({ nomination, onSent }: ReviewFormProps) {
  const { t } = useTranslation("selection");
  const { call, result, organisation, statement, isConflicted } = nomination;
  return (
    <section className="card">
      <h2>
        <Link to={`/results/${result.id}`}>{result.title}</Link>
      </h2>
      <p className="muted">
        {organisation.name} · TRL {result.trl} · {call.title} · {t("until")}{" "}
        <DayText day={call.reviewUntil} />
      </p>
      <p className="prose">{statement}</p>
      {isConflicted ? (
        <p className="alert alert--warning">{t("conflictedHint")}</p>
      ) : (
        <ScoreForm nomination={nomination} onSent={onSent} />
      )}
    </section>
  );
}

function ScoreForm({ nomination, onSent }: ReviewFormProps) {
  const { t } = useTranslation("selection");
  const { message } = App.useApp();
  const [form] = Form.useForm<ReviewNomination>();
  const review = useReview(nomination.id);
  const personId = useSession()?.id ?? "";
  const draft = useFormDraft<ReviewNomination>(`selection-review.${personId}.${nomination.id}`);
  const { call, myReview } = nomination;
  const scores = Form.useWatch("scores", form) ?? [];
  const isScored = call.criteria.every((_, index) => typeof scores[index] === "number");

  const send = (body: ReviewNomination) =>
    review.mutate(body, {
      onSuccess: () => {
        draft.discard();
        void message.success(t("reviewSent"));
        onSent();
      },
      onError: (error) => showFieldErrors(form, error),
    });
  return (
    <Form<ReviewNomination>
      form={form}
      layout="vertical"
      initialValues={draft.restored ?? myReview ?? {}}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={({ scores: given, comment }) => send({ scores: given, comment })}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      {call.criteria.map(({ name, weight, hint }, index) => (
        <Form.Item
          key={name}
          name={["scores", index]}
          label={`${name} · ${weight}%`}
          extra={hint}
          rules={[{ required: true, message: t("required", { label: name }) }]}
        >
          <InputNumber min={0} max={call.scoreMax} precision={0} suffix={`/ ${call.scoreMax}`} />
        </Form.Item>
      ))}
      <p aria-live="polite">
        {t("weighted")}{" "}
        <strong className="number">{isScored ? weightedScore(scores, call.criteria) : "–"}</strong>
      </p>
      <Form.Item
        name="comment"
        label={t("comment")}
        rules={[{ required: true, whitespace: true, message: t("required", { label: t("comment") }) }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      {review.isError && <ProblemAlert error={review.error} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={review.isPending}>
          {t(myReview == null ? "sendReview" : "sendReviewAgain")}
        </Button>
        <span className="muted">{t("sendKeys")}</span>
      </div>
    </Form>
  );
}
