import { ImportDesk } from "./import-desk.tsx";

/** Brings in an institution's results from the portfolio it keeps. */
export default function ResultImportPage() {
  return <ImportDesk kind="results" />;
}
