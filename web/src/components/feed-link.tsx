import { useTranslation } from "react-i18next";

/** The way to follow a list from a feed reader. */
export function FeedLink({ kind }: { kind: "demands" | "results" }) {
  const { t } = useTranslation();
  return (
    <a className="text-button" href={`/feeds/${kind}.rss`} type="application/rss+xml">
      {t("subscribe")}
    </a>
  );
}
