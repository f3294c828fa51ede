import { useState } from "react";
import { useTranslation } from "react-i18next";

/** What to quote to those who look after the market, with a button that copies it. */
export function ReferenceText({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  // Browsers withhold the clipboard on plain http.
  const canCopy = navigator.clipboard !== undefined;
  return (
    <span className="row">
      <span className="muted">
        {t("error.reference")} <code>{reference}</code>
      </span>
      {canCopy && (
        <button
          type="button"
          className="text-button"
          onClick={() => void navigator.clipboard.writeText(reference).then(() => setCopied(true))}
        >
          {t(isCopied ? "error.copied" : "error.copyReference")}
        </button>
      )}
    </span>
  );
}
