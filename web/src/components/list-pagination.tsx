import { Pagination } from "antd";

interface ListPaginationProps {
  current: number;
  /** The page that was answered; nothing is shown before there is one, or where one page holds all. */
  page: { total: number; pageSize: number } | undefined;
  onChange: (page: number) => void;
}

/** Turns the pages of a list that is no table. */
export function ListPagination({ current, page, onChange }: ListPaginationProps) {
  if (page === undefined) return null;
  return (
    <Pagination
      className="list-pagination"
      current={current}
      total={page.total}
      pageSize={page.pageSize}
      showSizeChanger={false}
      hideOnSinglePage
      onChange={onChange}
    />
  );
}
