import { Button, type ButtonProps } from "antd";
import { useHref, useLinkClickHandler } from "react-router";

interface ButtonLinkProps extends Pick<ButtonProps, "children" | "danger" | "size" | "type"> {
  to: string;
}

/** A link to a page of the market that looks like a button. */
export function ButtonLink({ to, ...button }: ButtonLinkProps) {
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to);
  return <Button {...button} href={href} onClick={onClick as ButtonProps["onClick"]} />;
}
