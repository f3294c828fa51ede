import type { PublicationStatus } from "@market/shared";
import { useTranslation } from "react-i18next";
import type publicationStrings from "./publication.zh.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    publication: typeof publicationStrings;
  }
}

const tones: Record<PublicationStatus, string> = {
  draft: "",
  published: "tag--success",
  closed: "tag--primary",
  withdrawn: "tag--danger",
  expired: "tag--warning",
};

export function PublicationStatusTag({ status }: { status: PublicationStatus }) {
  const { t } = useTranslation("publication");
  return <span className={`tag ${tones[status]}`}>{t(`statusOf.${status}`)}</span>;
}
