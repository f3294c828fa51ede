import { LiveArrivals } from "./live-arrivals.tsx";
import { LiveIndicator } from "./live-indicator.tsx";

/** What the live socket adds to the header: how it stands, and what has just arrived. */
export default function LiveHeader() {
  return (
    <>
      <LiveIndicator />
      <LiveArrivals />
    </>
  );
}
