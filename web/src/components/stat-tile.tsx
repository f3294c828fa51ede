import type { ReactNode } from "react";
import "./stat-tile.css";

interface StatTileProps {
  label: ReactNode;
  value: ReactNode;
  tone?: "danger" | undefined;
}

/** One number with what it counts. */
export function StatTile({ label, value, tone }: StatTileProps) {
  return (
    <div className={tone === undefined ? "stat-tile" : `stat-tile stat-tile--${tone}`}>
      <span className="stat-tile__value number">{value}</span>
      <span className="stat-tile__label">{label}</span>
    </div>
  );
}
