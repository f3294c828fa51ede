import { MoneyText } from "../../components/money-text.tsx";
import type { ChartData } from "./chart-view.ts";

/** A chart's figures, for who reads rather than looks. */
export function ChartTable({ data, label }: { data: ChartData; label: string }) {
  return (
    <div className="turnover-scroll">
      <table className="turnover-figures" aria-label={label}>
        <thead>
          <tr>
            <td />
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {data.series.map(({ name, values }) => {
                const fen = values[index];
                return <td key={name}>{fen == null ? "—" : <MoneyText fen={fen} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
