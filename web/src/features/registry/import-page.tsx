import { InboxOutlined } from "@ant-design/icons";
import type { ImportReport } from "@market/shared";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { request } from "../../app/http.ts";
import { DownloadButton } from "../../components/download-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { ImportReportView } from "./import-report-view.tsx";

const IMPORT_PATH = "/api/imports/contracts";

/** Brings in contracts that were registered elsewhere before, from the sheet they are kept in. */
export default function ImportPage() {
  const { t } = useTranslation(["registry", "app"]);
  const queryClient = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set("file", file);
      return request<ImportReport>(IMPORT_PATH, { method: "POST", body });
    },
    onSuccess: () =>
      Promise.all(["contracts", "turnover"].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });

  return (
    <>
      <PageHeader
        title={t("import.title")}
        subtitle={t("import.subtitle")}
        actions={
          <>
            <Link className="button button--small" to="/registry">
              {t("import.back")}
            </Link>
            <DownloadButton path={IMPORT_PATH}>{t("import.template")}</DownloadButton>
          </>
        }
      />
      <div className="stack">
        <Upload.Dragger
          accept=".xlsx,.csv"
          multiple={false}
          showUploadList={false}
          disabled={upload.isPending}
          beforeUpload={(file) => {
            upload.mutate(file);
            // The file goes out through the same door as everything else, not by the component's own request.
            return false;
          }}
        >
          <p className="registry-drop__picture">
            <InboxOutlined aria-hidden="true" />
          </p>
          <p>{t(upload.isPending ? "import.sending" : "import.drop")}</p>
          <p className="muted">{t("import.dropHint")}</p>
        </Upload.Dragger>
        {upload.isError && <ProblemAlert error={upload.error} />}
        {upload.data !== undefined && (
          <ImportReportView report={upload.data} fileName={upload.variables.name} />
        )}
      </div>
    </>
  );
}
