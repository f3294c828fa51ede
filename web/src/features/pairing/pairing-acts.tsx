import type { Pairing } from "@market/shared";
import { pairingActNames } from "@market/shared";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { DeclineDialog } from "./decline-dialog.tsx";
import { type PairingMove, useActOnPairing } from "./pairing-api.ts";

type Act = PairingMove["act"];

/** An act about to be done, and how far the pairing had come when it was begun. */
interface Question {
  act: Act;
  step: number;
}

interface PairingActsProps {
  pairing: Pairing;
  /** Told when an act is begun, before the pairing changes. */
  onAct?: (() => void) | undefined;
}

/** The next steps open to the reader, the forward one first; nothing where there is none. */
export function PairingActs({ pairing, onAct }: PairingActsProps) {
  const { t } = useTranslation("pairing");
  const [question, setQuestion] = useState<Question | null>(null);
  const move = useActOnPairing(pairing.id);
  const open = pairingActNames.filter((act) => pairing.acts.includes(act));
  const isDraftable = pairing.status === "accepted" && pairing.contract === null && open.length > 0;
  if (open.length === 0 && pairing.contract === null && !move.isError) return null;

  // Derived, not closed by a callback: whoever moved the pairing on, there is nothing left to ask.
  const asking = question?.step === pairing.history.length ? question.act : null;
  const close = () => setQuestion(null);
  const start = (act: Act) => {
    move.reset();
    onAct?.();
    // Claiming costs nothing and can be undone: it asks no question.
    if (act === "claim") move.mutate({ act });
    else setQuestion({ act, step: pairing.history.length });
  };

  return (
    <section className="pairing-acts" aria-label={t("acts.title")}>
      <div className="row">
        {isDraftable && (
          <Link className="button button--primary" to={`/contracts/new?pairing=${pairing.id}`}>
            {t("acts.draftContract")}
          </Link>
        )}
        {pairing.contract !== null && (
          <Link className="button button--primary" to={`/contracts/${pairing.contract.id}`}>
            {t("acts.openContract")}
          </Link>
        )}
        {open.map((act) => (
          <Button
            key={act}
            type={act === "decline" || act === "release" ? "default" : "primary"}
            danger={act === "decline"}
            loading={move.isPending && move.variables.act === act}
            onClick={() => start(act)}
          >
            {t(`acts.do.${act}`)}
          </Button>
        ))}
      </div>
      {open.length > 0 && (
        <p className="muted pairing-acts__hint">{t(`acts.next.${pairing.status}`, { defaultValue: "" })}</p>
      )}
      {move.isError && asking === null && <ProblemAlert error={move.error} />}
      {asking === "decline" && (
        <DeclineDialog
          error={move.error}
          isSending={move.isPending}
          onSend={(words) => move.mutate({ act: "decline", ...words })}
          onClose={close}
        />
      )}
      {asking !== null && asking !== "decline" && asking !== "claim" && (
        <ActDialog
          act={asking}
          error={move.error}
          isSending={move.isPending}
          onSend={(note) => move.mutate({ act: asking, ...(note !== "" && { note }) })}
          onClose={close}
        />
      )}
    </section>
  );
}
