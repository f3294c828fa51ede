import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { type QueryValues, requestFile } from "../app/http.ts";

interface DownloadButtonProps {
  path: string;
  query?: QueryValues;
  children: ReactNode;
}

/** Saves a file of the server's, written in the language of the page. */
export function DownloadButton({ path, query, children }: DownloadButtonProps) {
  const { message } = App.useApp();
  const download = useMutation({
    mutationFn: () => requestFile(path, query),
    onSuccess: ({ name, content }) => save(name, content),
    onError: (error) => void message.error(error.message),
  });
  return (
    <Button loading={download.isPending} onClick={() => download.mutate()}>
      {children}
    </Button>
  );
}

function save(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
  // The browser has taken hold of the content by the time the click has been handled.
  setTimeout(() => URL.revokeObjectURL(href));
}
