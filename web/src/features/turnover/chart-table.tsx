import { Link } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import type { ChartData } from "./chart-view.ts";

/** A chart's figures, for who reads rather than looks; each leads to the records behind it. */
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
              {data.series.map(({ name, values, hrefs }) => (
                <td key={name}>
                  <Amount fen={values[index] ?? null} href={hrefs[index] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Amount({ fen, href }: { fen: number | null; href: string | null }) {
  if (fen === null) return "—";
  if (href === null || fen === 0) return <MoneyText fen={fen} />;
  return (
    <Link to={href}>
      <MoneyText fen={fen} />
    </Link>
  );
}
