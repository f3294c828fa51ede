import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ButtonLink } from "../../components/button-link.tsx";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import {
  type Publication,
  type PublicationActRequest,
  type PublicationKind,
  usePublicationAct,
} from "./publication-api.ts";

interface PublicationActsProps {
  kind: PublicationKind;
  text: Publication;
  /** Small in a row of a table. */
  size?: "small";
}

/** What its owner can do with a text at its present status. */
export function PublicationActs({ kind, text, size }: PublicationActsProps) {
  const { t } = useTranslation(["publication", "app"]);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { mutate, isPending, variables } = usePublicationAct(kind);

  const run = (act: PublicationActRequest["act"]) =>
    mutate(
      { act, id: text.id },
      {
        onSuccess: () => {
          void message.success(t(`done.${act}`));
          if (act === "delete") void navigate(`/workspace/${kind}`);
        },
        onError: (error) => void message.error(error.message),
      },
    );
  const busy = (act: string) => isPending && variables?.act === act;
  const canNominate = "selection" in text && text.selection === null && text.status === "published";
  const canEdit = text.status === "draft" || text.status === "published";

  return (
    <div className="row acts">
      {canEdit && (
        <ButtonLink to={`/workspace/${kind}/${text.id}/edit`} size={size}>
          {t("app:edit")}
        </ButtonLink>
      )}
      {text.status === "draft" && (
        <>
          <ConfirmButton
            size={size}
            type="primary"
            question={t("ask.publish")}
            consequence={t("ask.publishConsequence")}
            loading={busy("publish")}
            onConfirm={() => run("publish")}
          >
            {t("act.publish")}
          </ConfirmButton>
          <ConfirmButton
            size={size}
            danger
            question={t("ask.delete")}
            consequence={t("ask.deleteConsequence")}
            loading={busy("delete")}
            onConfirm={() => run("delete")}
          >
            {t("app:delete")}
          </ConfirmButton>
        </>
      )}
      {canNominate && (
        <ButtonLink to={`/workspace/nominations/new?result=${text.id}`} size={size}>
          {t("act.nominate")}
        </ButtonLink>
      )}
      {text.status === "published" && (
        <>
          <ConfirmButton
            size={size}
            question={t("ask.close")}
            consequence={t("ask.closeConsequence")}
            loading={busy("close")}
            onConfirm={() => run("close")}
          >
            {t("act.close")}
          </ConfirmButton>
          <ConfirmButton
            size={size}
            danger
            question={t("ask.withdraw")}
            consequence={t("ask.withdrawConsequence")}
            loading={busy("withdraw")}
            onConfirm={() => run("withdraw")}
          >
            {t("act.withdraw")}
          </ConfirmButton>
        </>
      )}
    </div>
  );
}
