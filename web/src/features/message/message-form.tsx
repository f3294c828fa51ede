import type { MessageKind, SendMessage } from "@market/shared";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useSendMessage } from "./message-api.ts";

const MAX_LENGTH = 2000;

interface MessageFormProps {
  pairingId: string;
  kinds: readonly MessageKind[];
}

/** Writes into a deal: to everybody in it or, as its broker, for oneself. */
export function MessageForm({ pairingId, kinds }: MessageFormProps) {
  const { t } = useTranslation("pairing");
  const [chosen, setKind] = useState<MessageKind>("message");
  const [text, setText] = useState("");
  const [sentCount, setSentCount] = useState(0);
  const keyOf = useIdempotencyKey();
  const send = useSendMessage(pairingId);
  const kind = kinds.includes(chosen) ? chosen : (kinds[0] ?? "message");
  const submit = async () => {
    const body: SendMessage = { kind, text: text.trim() };
    try {
      // The same words may well be said again, once they were sent.
      await send.mutateAsync({ body, idempotencyKey: keyOf([body, sentCount]) });
      setSentCount(sentCount + 1);
      // What was typed while it was under way stays.
      setText((now) => (now.trim() === body.text ? "" : now));
    } catch {
      // Shown below, with the text still there to be sent again.
    }
  };
  return (
    <form
      className="message-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {kinds.length > 1 && (
        <Segmented
          aria-label={t("messages.kind")}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`messages.kinds.${value}`) }))}
        />
      )}
      <Input.TextArea
        aria-label={t(kind === "note" ? "messages.kinds.note" : "messages.label")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={MAX_LENGTH}
        autoSize={{ minRows: 2, maxRows: 10 }}
        placeholder={t(`messages.placeholder.${kind}`)}
      />
      <div className="row message-form__foot">
        <span className="muted">{t(kind === "note" ? "messages.noteHint" : "messages.hint")}</span>
        <Button type="primary" htmlType="submit" disabled={text.trim() === ""} loading={send.isPending}>
          {t(`messages.send.${kind}`)}
        </Button>
      </div>
      {send.isError && <ProblemAlert error={send.error} />}
    </form>
  );
}
