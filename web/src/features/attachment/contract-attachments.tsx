import { InboxOutlined } from "@ant-design/icons";
import {
  type Attachment,
  type AttachmentKind,
  attachmentKinds,
  attachmentLimits,
  attachmentMediaTypes,
  type Contract,
} from "@market/shared";
import { Button, Progress, Select, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type attachmentStrings from "./attachment.zh.json";
import { attachmentUrl, useDetach } from "./attachment-api.ts";
import { type ShownUpload, useUploads } from "./use-uploads.ts";
import "./attachment.css";

declare module "i18next" {
  interface ResourceNamespaceMap {
    attachment: typeof attachmentStrings;
  }
}

const acceptedExtensions = [...Object.values(attachmentMediaTypes), "jpeg"]
  .map((name) => `.${name}`)
  .join(",");

/** The files of a contract: to be read, and added or taken away by whoever may. */
export function ContractAttachments({ contract }: { contract: Contract }) {
  const { t } = useTranslation("attachment");
  const detach = useDetach(contract.id);
  const { attachments, mayAttach } = contract;
  return (
    <section className="card" aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {detach.error !== null && <ProblemAlert error={detach.error} />}
      {attachments.length === 0 && <p className="muted">{t(mayAttach ? "emptyMayAttach" : "empty")}</p>}
      <ul className="plain-list attachment-list">
        {attachments.map((attachment) => (
          <AttachmentRow
            key={attachment.id}
            contractId={contract.id}
            attachment={attachment}
            isDetaching={detach.isPending}
            onDetach={() => detach.mutate(attachment.id)}
          />
        ))}
      </ul>
      {mayAttach && attachments.length < attachmentLimits.filesPerContract && (
        <UploadZone contractId={contract.id} />
      )}
      {mayAttach && attachments.length >= attachmentLimits.filesPerContract && (
        <p className="muted">{t("full")}</p>
      )}
    </section>
  );
}

interface AttachmentRowProps {
  contractId: string;
  attachment: Attachment;
  isDetaching: boolean;
  onDetach: () => void;
}

function AttachmentRow({ contractId, attachment, isDetaching, onDetach }: AttachmentRowProps) {
  const { t } = useTranslation("attachment");
  const kindOf = useVocabulary(attachmentKinds).labelOf;
  const { name, bytes, kind, at, by, scannedAt, isDetachable } = attachment;
  return (
    <li className="attachment-list__item">
      <div>
        <a href={attachmentUrl(contractId, attachment.id)} download={name}>
          {name}
        </a>{" "}
        <span className="tag">{kindOf(kind)}</span>
        <div className="muted">
          {megabytes(bytes)} · {by.name} · <InstantText at={at} /> ·{" "}
          {t(scannedAt === null ? "notScanned" : "scanned")}
        </div>
      </div>
      {isDetachable && (
        <ConfirmButton
          size="small"
          danger
          question={t("detachQuestion", { name })}
          loading={isDetaching}
          onConfirm={onDetach}
        >
          {t("detach")}
        </ConfirmButton>
      )}
    </li>
  );
}

function UploadZone({ contractId }: { contractId: string }) {
  const { t } = useTranslation("attachment");
  const kinds = useVocabulary(attachmentKinds).options;
  const [kind, setKind] = useState<AttachmentKind>("contract-text");
  const { uploads, begin, retry, dismiss } = useUploads(contractId);
  return (
    <div className="attachment-zone">
      <Select
        className="attachment-zone__kind"
        aria-label={t("kind")}
        value={kind}
        options={kinds}
        onChange={(chosen) => setKind(chosen)}
      />
      <Upload.Dragger
        multiple
        accept={acceptedExtensions}
        showUploadList={false}
        beforeUpload={(file) => {
          begin(file, kind);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{t("drop")}</p>
        <p className="muted">{t("limits")}</p>
      </Upload.Dragger>
      <ul className="plain-list attachment-list" aria-live="polite">
        {uploads.map((upload) => (
          <UploadRow
            key={upload.key}
            upload={upload}
            onRetry={() => retry(upload)}
            onDismiss={() => dismiss(upload.key)}
          />
        ))}
      </ul>
    </div>
  );
}

interface UploadRowProps {
  upload: ShownUpload;
  onRetry: () => void;
  onDismiss: () => void;
}

function UploadRow({ upload, onRetry, onDismiss }: UploadRowProps) {
  const { t } = useTranslation(["attachment", "app"]);
  const { file, part, error } = upload;
  return (
    <li className="attachment-list__item">
      <div className="attachment-list__upload">
        {file.name}
        <Progress percent={Math.floor(part * 100)} status={error === null ? "active" : "exception"} />
        {error !== null && (
          <div className="attachment-list__error" role="alert">
            {error}
          </div>
        )}
      </div>
      {error !== null && (
        <div className="row">
          <Button size="small" onClick={onRetry}>
            {t("app:retry")}
          </Button>
          <Button size="small" onClick={onDismiss}>
            {t("dismiss")}
          </Button>
        </div>
      )}
    </li>
  );
}

function megabytes(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.ceil(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
