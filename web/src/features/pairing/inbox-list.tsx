import type { Pairing } from "@market/shared";
import { Button } from "antd";
import type { MouseEvent, Ref } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PairingRow } from "./pairing-row.tsx";

interface InboxListProps {
  ref: Ref<HTMLUListElement>;
  pairings: readonly Pairing[];
  unreadIds: ReadonlySet<string>;
  chosenId: string | undefined;
  /** Shows a pairing beside the list; without it a press leads to the pairing's own page. */
  onChoose: ((id: string) => void) | undefined;
  more: { onLoad: () => void; isLoading: boolean } | undefined;
}

export function InboxList({ ref, pairings, unreadIds, chosenId, onChoose, more }: InboxListProps) {
  const { t } = useTranslation("pairing");
  return (
    <div className="inbox__list">
      <p className="muted inbox__keys">{t("inbox.keys")}</p>
      <ul className="plain-list" ref={ref} aria-label={t("inbox.title")}>
        {pairings.map((pairing) => (
          <li key={pairing.id} className="inbox__item">
            <Link
              to={`/pairings/${pairing.id}`}
              data-id={pairing.id}
              className={unreadIds.has(pairing.id) ? "inbox__link inbox__link--new" : "inbox__link"}
              aria-current={pairing.id === chosenId}
              onClick={(event) => {
                if (onChoose === undefined || isForNewTab(event)) return;
                event.preventDefault();
                onChoose(pairing.id);
              }}
            >
              <PairingRow pairing={pairing} isNew={unreadIds.has(pairing.id)} />
            </Link>
          </li>
        ))}
      </ul>
      {more !== undefined && (
        <Button block loading={more.isLoading} onClick={more.onLoad}>
          {t("inbox.more")}
        </Button>
      )}
    </div>
  );
}

function isForNewTab(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey;
}
