/** A filter for fields that contain what a person typed, letter for letter, whatever the case. */
export function containsText(text: string): { $regex: string; $options: "i" } {
  const pattern = text
    .replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")
    // A pattern cannot hold the character itself.
    .replaceAll("\0", "\\x00");
  return { $regex: pattern, $options: "i" };
}
