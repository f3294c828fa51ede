import { Typography } from "antd";

/** A text to hand on, with a button that copies it. */
export function CopyableText({ text }: { text: string }) {
  return (
    <Typography.Paragraph className="copyable" code copyable={{ text }}>
      {text}
    </Typography.Paragraph>
  );
}
