/** A URL or path as its author means it, percent escapes resolved; as it stands where they are not well-formed (`50%.png`). */
export function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
