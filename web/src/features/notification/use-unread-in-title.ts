import { useEffect } from "react";

const COUNT_PREFIX = /^\(\d+\) /;

/** Keeps the number of unread notifications before the document's title, whatever page sets that. */
export function useUnreadInTitle(unread: number): void {
  useEffect(() => {
    const apply = () => {
      const bare = document.title.replace(COUNT_PREFIX, "");
      const wanted = unread > 0 ? `(${unread}) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    // Pages set the title as they open, after this ran.
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = document.title.replace(COUNT_PREFIX, "");
    };
  }, [unread]);
}
