import { type Contract, type ContractAct, contractActNames } from "@market/shared";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { type ContractMove, useActOnContract, useDeleteContract } from "./contract-api.ts";
import { DisputeDialog } from "./dispute-dialog.tsx";
import { ExaminedDialog } from "./examined-dialog.tsx";
import { GroundDialog } from "./ground-dialog.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import { SubmitDialog } from "./submit-dialog.tsx";
import { VoidDialog } from "./void-dialog.tsx";

/** Acts that are asked about, or that owe words, in a dialog of their own. */
const askingActs = [
  "submit",
  "return",
  "refuse",
  "review",
  "dispute",
  "register",
  "reviewAmendment",
  "void",
] as const satisfies readonly ContractAct[];
type AskingAct = (typeof askingActs)[number];

function isAsking(act: ContractAct): act is AskingAct {
  return (askingActs as readonly ContractAct[]).includes(act);
}

/** The steps open to the reader; those that need words ask for them in a dialog. */
export function ContractActs({ contract }: { contract: Contract }) {
  const { t } = useTranslation(["contract", "procedure", "app"]);
  const navigate = useNavigate();
  const [asking, setAsking] = useState<AskingAct | null>(null);
  const move = useActOnContract(contract.id);
  const deletion = useDeleteContract(contract.id);
  const open = contractActNames.filter(
    (act) =>
      contract.acts.includes(act) &&
      (act !== "review" || contract.needsReview) &&
      // The amendment's page proposes where it may not amend.
      act !== "proposeAmendment",
  );
  if (open.length === 0 && !move.isError) return null;

  const carryOut = (step: ContractMove) => move.mutate(step, { onSuccess: () => setAsking(null) });
  const dialog = { error: move.error, isSending: move.isPending, onClose: () => setAsking(null) };

  return (
    <section className="contract-acts" aria-label={t("acts.title")}>
      <div className="row">
        {open.map((act) => (
          <ActButton
            key={act}
            act={act}
            contract={contract}
            isSending={move.isPending && move.variables.act === act}
            onStart={(started) => {
              move.reset();
              if (isAsking(started)) setAsking(started);
              else if (started === "accept") carryOut({ act: started });
            }}
          />
        ))}
        {contract.status === "draft" && open.includes("edit") && (
          <ConfirmButton
            danger
            type="text"
            question={t("acts.deleteQuestion")}
            loading={deletion.isPending}
            onConfirm={() =>
              deletion.mutate(undefined, { onSuccess: () => void navigate("/contracts", { replace: true }) })
            }
          >
            {t("app:delete")}
          </ConfirmButton>
        )}
      </div>
      <p className="muted contract-acts__hint">
        {t(`acts.next.${nextStepOf(contract)}`, { defaultValue: "" })}
      </p>
      {move.isError && asking === null && <ProblemAlert error={move.error} />}
      {deletion.isError && <ProblemAlert error={deletion.error} />}
      {asking === "submit" && (
        <SubmitDialog
          {...dialog}
          contract={contract}
          onSend={(words) => carryOut({ act: "submit", words })}
        />
      )}
      {(asking === "return" || asking === "refuse") && (
        <GroundDialog act={asking} {...dialog} onSend={(words) => carryOut({ act: asking, words })} />
      )}
      {asking === "register" && (
        <ExaminedDialog
          {...dialog}
          contract={contract}
          title={t("procedure:register.title")}
          onSend={() => carryOut({ act: "register" })}
        >
          <p>{t("procedure:register.consequence")}</p>
        </ExaminedDialog>
      )}
      {asking === "dispute" && (
        <DisputeDialog {...dialog} onSend={(words) => carryOut({ act: "dispute", words })} />
      )}
      {(asking === "review" || asking === "reviewAmendment") && (
        <ReviewDialog {...dialog} act={asking} onSend={(words) => carryOut({ act: asking, words })} />
      )}
      {asking === "void" && <VoidDialog {...dialog} onSend={(words) => carryOut({ act: "void", words })} />}
    </section>
  );
}

/** Whose turn it is: a large contract is registered by one official on the opinion of another. */
function nextStepOf({ status, acts, review }: Contract): string {
  if (status !== "accepted" || acts.includes("register")) return status;
  return review?.opinion === "approve" ? "heldForAnother" : "heldByReview";
}

function labelOf(
  act: ContractAct,
  t: ReturnType<typeof useTranslation<["contract", "procedure"]>>["t"],
): string {
  switch (act) {
    case "dispute":
      return t("procedure:dispute.title");
    case "reviewAmendment":
    case "proposeAmendment":
      return t("procedure:amendment.review");
    default:
      return t(`acts.do.${act}`);
  }
}

interface ActButtonProps {
  act: ContractAct;
  contract: Contract;
  isSending: boolean;
  onStart: (act: ContractAct) => void;
}

function ActButton({ act, contract, isSending, onStart }: ActButtonProps) {
  const { t } = useTranslation(["contract", "procedure"]);
  const label = labelOf(act, t);
  switch (act) {
    case "edit":
    case "amend":
      return (
        <Link className="button button--small" to={`/contracts/${contract.id}/${act}`}>
          {label}
        </Link>
      );
    case "submit":
    case "accept":
    case "register":
    case "reviewAmendment":
      return (
        <Button type="primary" loading={isSending} onClick={() => onStart(act)}>
          {label}
        </Button>
      );
    case "refuse":
    case "void":
      return (
        <Button danger onClick={() => onStart(act)}>
          {label}
        </Button>
      );
    case "return":
    case "review":
    case "dispute":
      return <Button onClick={() => onStart(act)}>{label}</Button>;
    case "proposeAmendment":
      return null;
    default:
      return act satisfies never;
  }
}
