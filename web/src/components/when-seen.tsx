import { type ReactNode, useEffect, useRef, useState } from "react";

interface WhenSeenProps {
  /** Gives the empty frame the place that the contents will take. */
  className: string;
  children: ReactNode;
}

/** Something heavy further down the page, put in place once its frame comes near what is seen. */
export function WhenSeen({ className, children }: WhenSeenProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (frame.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return isSeen ? children : <div ref={frame} className={className} />;
}
