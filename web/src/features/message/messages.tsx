import { type Message, type Pairing, roles } from "@market/shared";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { AgeText } from "../../components/instant-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { messagesQuery } from "./message-api.ts";
import { MessageForm } from "./message-form.tsx";
import "./message.css";

/** What the broker and both sides said to each other, and the broker's own notes; nothing for who is no side. */
export function Messages({ pairing }: { pairing: Pairing }) {
  const person = useSession();
  const isClaimer = pairing.broker !== null && pairing.broker.id === person?.id;
  const isOwner =
    person?.organisation != null &&
    [pairing.demand.organisation?.id, pairing.result.organisation?.id].includes(person.organisation.id);
  if (pairing.status === "proposed" || (!isClaimer && !isOwner)) return null;
  return <Thread pairingId={pairing.id} />;
}

function Thread({ pairingId }: { pairingId: string }) {
  const { t } = useTranslation("pairing");
  const query = useInfiniteQuery(messagesQuery(pairingId));
  const pages = query.data?.pages ?? [];
  const messages = pages.flatMap(({ items }) => items);
  const writes = pages[0]?.writes ?? [];
  return (
    <section className="messages" aria-label={t("messages.title")}>
      <h2>{t("messages.title")}</h2>
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <>
          {writes.length > 0 && <MessageForm pairingId={pairingId} kinds={writes} />}
          {!writes.includes("message") && messages.length === 0 && (
            <p className="muted">{t("messages.locked")}</p>
          )}
          <ol className="plain-list messages__list" aria-live="polite">
            {messages.map((message) => (
              <MessageEntry key={message.id} message={message} />
            ))}
          </ol>
          {query.hasNextPage && (
            <Button
              size="small"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("messages.older")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function MessageEntry({ message: { kind, text, at, author, isOwn } }: { message: Message }) {
  const { t } = useTranslation("pairing");
  const roleOf = useVocabulary(roles).labelOf;
  const tone = kind === "note" ? " message--note" : isOwn ? " message--own" : "";
  return (
    <li className={`message${tone}`}>
      <p className="message__head">
        {kind === "note" ? (
          <span className="tag tag--warning">{t("messages.kinds.note")}</span>
        ) : (
          <strong>{isOwn ? t("messages.own") : `${author.name} · ${roleOf(author.role)}`}</strong>
        )}{" "}
        <span className="muted">
          <AgeText at={at} />
        </span>
      </p>
      <p className="prose message__text">{text}</p>
    </li>
  );
}
