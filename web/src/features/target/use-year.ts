import { yearOf } from "@market/shared";
import { useUrlFilters } from "../../components/url-filters.ts";

/** The first year of the city's plan; earlier ones are of no interest to it. */
const FIRST_YEAR = 2022;

/** The year a page of figures shows, kept in the address; the running one unless another is chosen. */
export function useYear() {
  const filters = useUrlFilters(["year"]);
  const thisYear = yearOf(new Date());
  const asked = Number(filters.values.year);
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : thisYear;
  const years = Array.from(
    { length: Math.max(thisYear, year) - FIRST_YEAR + 1 },
    (_, index) => FIRST_YEAR + index,
  );
  return {
    year,
    page: filters.page,
    years: years.includes(year) ? years.reverse() : [...years.reverse(), year],
    choose: (next: number) => filters.set({ year: next === thisYear ? null : next }),
  };
}
