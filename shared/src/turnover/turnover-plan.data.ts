/**
 * The city's figures of 技术合同成交额 and its plan, with where each was published. Data, not code: a later figure is
 * a line here alone.
 */
interface PlanFigure {
  year: number;
  amountFen: number;
  /** `derived`: worked out from another published figure and its growth. */
  kind: "published" | "derived" | "target";
  source: string;
}

export const turnoverPlan = {
  version: "2024-07-31",
  figures: [
    {
      year: 2022,
      amountFen: 3_950_000_000_000,
      kind: "published",
      source: "the city's figure of 2022: 395亿元",
    },
    {
      year: 2023,
      amountFen: 6_320_000_000_000,
      kind: "derived",
      source: "worked out from 2024: 709.58亿元 after a growth of 12.21%",
    },
    {
      year: 2024,
      amountFen: 7_095_800_000_000,
      kind: "published",
      source: "the city's figure of 2024: 709.58亿元, 12.21% more than in 2023",
    },
    {
      year: 2028,
      amountFen: 12_000_000_000_000,
      kind: "target",
      source: "青政字〔2024〕20号: above 1200亿元 in 2028",
    },
  ] as readonly PlanFigure[],
};
